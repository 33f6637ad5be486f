package org.voxmatrix.tables.repair;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.formats.FormatModelRegistry;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DeleteSchemaUtil;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;
import org.voxmatrix.tables.TableFiles;

/**
 * The files below a table's folder, and what is wrong with those that the table names.
 *
 * @param byPath all of them
 */
record StoredFiles(Map<String, FileInfo> byPath) {

  static StoredFiles of(Table table) {
    Map<String, FileInfo> files = new HashMap<>();
    for (FileInfo file : ((SupportsPrefixOperations) table.io()).listPrefix(table.location())) {
      files.put(TableFiles.path(file.location()), file);
    }
    return new StoredFiles(files);
  }

  Collection<FileInfo> all() {
    return byPath.values();
  }

  long createdAtMillis(String path) {
    return byPath.get(path).createdAtMillis();
  }

  /** What is wrong with a file, by its length. */
  Optional<String> fault(String location, long length) {
    FileInfo found = byPath.get(TableFiles.path(location));
    if (found == null) {
      return Optional.of("is missing");
    }
    return found.size() == length
        ? Optional.empty()
        : Optional.of("has %,d bytes of %,d".formatted(found.size(), length));
  }

  /** What is wrong with a file, by its rows. */
  static Optional<String> fault(Table table, ContentFile<?> file) {
    if (file.format() != FileFormat.PARQUET) {
      return Optional.empty();
    }
    long rows = 0;
    try (CloseableIterable<Record> all =
        FormatModelRegistry.<Record, Object>readBuilder(
                FileFormat.PARQUET, Record.class, table.io().newInputFile(file.location()))
            .project(schema(table, file))
            .build()) {
      for (Record row : all) {
        rows += row.size() > 0 ? 1 : 0;
      }
    } catch (RuntimeException | IOException e) {
      return Optional.of(unreadable(e));
    }
    return rows == file.recordCount()
        ? Optional.empty()
        : Optional.of("has %,d rows of %,d".formatted(rows, file.recordCount()));
  }

  private static Schema schema(Table table, ContentFile<?> file) {
    return switch (file.content()) {
      case POSITION_DELETES -> DeleteSchemaUtil.pathPosSchema();
      case EQUALITY_DELETES -> table.schema().select(names(table, file));
      default -> table.schema();
    };
  }

  private static Collection<String> names(Table table, ContentFile<?> file) {
    return file.equalityFieldIds().stream().map(table.schema()::findColumnName).toList();
  }

  /** What Parquet and Avro say of a damaged file may be any exception. */
  static String unreadable(Exception failure) {
    return "cannot be read (%s)".formatted(failure.getClass().getSimpleName());
  }
}
