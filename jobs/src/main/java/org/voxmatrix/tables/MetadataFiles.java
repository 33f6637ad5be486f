package org.voxmatrix.tables;

import static java.util.Comparator.comparingInt;

import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;
import org.voxmatrix.tables.catalog.CatalogSettings;

/** Metadata files of a table that a catalog may not know. */
public final class MetadataFiles {

  /** What a catalog numbers; the first file, 0, is that of a table in which nothing was written. */
  private static final Pattern NUMBERED =
      Pattern.compile("/(\\d+)-[0-9a-f-]{36}(?:\\.gz)?\\.metadata\\.json(?:\\.gz)?$");

  private MetadataFiles() {}

  /**
   * Metadata files of a table in which something was written, newest first.
   *
   * @param warehouse where the catalog puts tables; that of this table need not be there
   */
  static List<String> written(FileIO files, String warehouse, VoxTable kind) {
    String folder =
        "%s/%s/%s/metadata/".formatted(warehouse, CatalogSettings.NAMESPACE, kind.tableName());
    try {
      return StreamSupport.stream(
              ((SupportsPrefixOperations) files).listPrefix(folder).spliterator(), false)
          .filter(file -> number(file.location()) > 0)
          .sorted(
              comparingInt((FileInfo file) -> number(file.location()))
                  .thenComparing(FileInfo::createdAtMillis)
                  .reversed())
          .map(FileInfo::location)
          .toList();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof FileNotFoundException) {
        return List.of();
      }
      throw e;
    }
  }

  /** The number of a metadata file; 0 for none. */
  public static int number(String location) {
    Matcher name = NUMBERED.matcher(location);
    return name.find() ? Integer.parseInt(name.group(1)) : 0;
  }
}
