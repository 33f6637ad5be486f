package org.voxmatrix.tables.catalog;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.apache.iceberg.io.InputFile;
import org.voxmatrix.identity.Json;

/**
 * Files of a warehouse, of which metadata that is no JSON counts as missing: Iceberg would read it
 * again and again for a minute and a half, as if it might become whole.
 */
public final class StrictFiles extends HadoopFileIO {

  private static final long serialVersionUID = 1L;
  private static final Pattern METADATA = Pattern.compile(".*(?<!\\.gz)\\.metadata\\.json");

  @Override
  public InputFile newInputFile(String path) {
    InputFile file = super.newInputFile(path);
    if (METADATA.matcher(path).matches()) {
      check(file);
    }
    return file;
  }

  private static void check(InputFile file) {
    try (JsonParser parser = Json.mapper().createParser(file.newStream())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new NotFoundException("Damaged metadata: %s", file.location());
      }
      parser.skipChildren();
      if (parser.currentToken() != JsonToken.END_OBJECT) {
        throw new NotFoundException("Damaged metadata: %s", file.location());
      }
    } catch (JsonProcessingException e) {
      throw new NotFoundException(e, "Damaged metadata: %s", file.location());
    } catch (IOException e) {
      throw new RuntimeIOException(e, "Cannot read metadata: %s", file.location());
    }
  }
}
