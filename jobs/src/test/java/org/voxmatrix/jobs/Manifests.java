package org.voxmatrix.jobs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Manifests for tests, and the recordings of {@code sample-data}. */
final class Manifests {

  static final Path SAMPLES = Path.of("..", "sample-data").toAbsolutePath().normalize();

  private Manifests() {}

  /** A manifest of ids and URIs, given in turn. */
  static String of(Path folder, String... idsAndUris) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < idsAndUris.length; i += 2) {
      rows.add(RowFactory.create(idsAndUris[i], idsAndUris[i + 1]));
    }
    StructType schema =
        new StructType().add("recording_id", DataTypes.StringType).add("uri", DataTypes.StringType);
    return write(folder, rows, schema);
  }

  static String write(Path folder, List<Row> rows, StructType schema) {
    String path = folder.resolve("manifest-" + System.nanoTime()).toString();
    SparkFixture.spark().createDataFrame(rows, schema).coalesce(1).write().parquet(path);
    return path;
  }

  /** The URI of a sample. */
  static String sample(String path) {
    return SAMPLES.resolve(path).toUri().toString();
  }
}
