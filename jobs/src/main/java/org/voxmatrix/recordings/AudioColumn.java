package org.voxmatrix.recordings;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/**
 * The column {@code audio: struct<bytes, path>} of data sets in the form of Hugging Face. The bytes
 * are the content; without them the path is the URI, and it, or the row's place, is the id where
 * there is no other.
 */
final class AudioColumn {

  private static final String AUDIO = "audio";

  /** How many bytes the content has. */
  static final String BYTES = "_content_bytes";

  private AudioColumn() {}

  /** Leaves contents that are larger where they are: they would be copied from task to task. */
  static Dataset<Row> bounded(Dataset<Row> rows, long maxBytes) {
    return rows.withColumn(BYTES, length(col("content")))
        .withColumn("content", when(col(BYTES).leq(maxBytes), col("content")));
  }

  static Dataset<Row> spread(Dataset<Row> rows) {
    List<String> columns = List.of(rows.columns());
    if (!columns.contains(AUDIO)
        || columns.contains("content")
        || !isAudio(rows.schema().apply(AUDIO).dataType())) {
      return rows;
    }
    Dataset<Row> spread = rows.withColumn("content", col("audio.bytes"));
    if (!columns.contains("uri")) {
      spread = spread.withColumn("uri", when(col("audio.bytes").isNull(), col("audio.path")));
    }
    if (!columns.contains("recording_id")) {
      spread = spread.withColumn("recording_id", coalesce(col("audio.path"), place()));
    }
    return spread.drop(AUDIO);
  }

  /** Data sets made of arrays have no paths: {@code train-00000.parquet#7}, from 0. */
  private static Column place() {
    return concat_ws("#", col("_metadata.file_name"), col("_metadata.row_index"));
  }

  private static boolean isAudio(DataType type) {
    return type instanceof StructType struct
        && List.of(struct.fieldNames()).containsAll(List.of("bytes", "path"))
        && struct.apply("bytes").dataType() instanceof BinaryType
        && struct.apply("path").dataType() instanceof StringType;
  }
}
