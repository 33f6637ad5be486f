package org.voxmatrix.recordings;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Voiceprints that stand in a manifest, each of a channel of a recording or of a speaker of one.
 *
 * @param columns that the manifest has
 */
record ReadyVoices(List<String> columns) {

  private static final String CHANNEL = "channel_number";
  private static final String SPEAKER = "speaker_number";

  /** What tells one voice of a recording from another: channel, and speaker if it has one. */
  Column voice() {
    return concat_ws("@", channel(), speaker());
  }

  /** The first row of each voice. */
  Dataset<Row> first(Dataset<Row> rows, Column... order) {
    Column id =
        columns.contains(CHANNEL)
            ? concat_ws("#", col("recording_id"), voice())
            : col("recording_id");
    return rows.where(col("voiceprint").isNotNull())
        .withColumn(
            "_repeat",
            row_number().over(Window.partitionBy(col("recording_id"), voice()).orderBy(order)))
        .where(col("_repeat").equalTo(1))
        .select(
            id.as("id"),
            col("recording_id"),
            channel().as(CHANNEL),
            speaker().as(SPEAKER),
            col("voiceprint"));
  }

  private Column channel() {
    return columns.contains(CHANNEL) ? coalesce(col(CHANNEL).cast("int"), lit(0)) : lit(0);
  }

  private Column speaker() {
    return columns.contains(SPEAKER) ? col(SPEAKER).cast("int") : lit(null).cast("int");
  }
}
