package org.voxmatrix.manifest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** Reads manifests back. */
public final class Manifests {

  private Manifests() {}

  static List<GenericRecord> read(Path manifest) throws IOException {
    try (Stream<Path> files =
        Files.isDirectory(manifest) ? Files.list(manifest) : Stream.of(manifest)) {
      return files.sorted().flatMap(file -> rows(file).stream()).toList();
    }
  }

  static List<String> column(Path manifest, String name) throws IOException {
    return read(manifest).stream().map(row -> String.valueOf(row.get(name))).toList();
  }

  private static List<GenericRecord> rows(Path file) {
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(
                HadoopInputFile.fromPath(
                    new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))
            .build()) {
      List<GenericRecord> rows = new ArrayList<>();
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
