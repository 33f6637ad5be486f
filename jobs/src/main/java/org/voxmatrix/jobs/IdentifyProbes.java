package org.voxmatrix.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.tables.IdentificationRow.Ranked;
import org.voxmatrix.tables.VoxTable;

/**
 * The voices to identify.
 *
 * @param members columns {@code id}, {@code recording_id}, {@code channel_number}, {@code
 *     voiceprint}
 */
record IdentifyProbes(SparkSession spark, Dataset<Row> members, String identity) {

  /** The voiceprints that an extraction made. */
  static IdentifyProbes extracted(SparkSession spark, String runId) {
    return new IdentifyProbes(
        spark,
        spark
            .table(VoxTable.VOICEPRINTS.sqlName())
            .where(col("run_id").equalTo(runId).and(col("voiceprint").isNotNull()))
            .select("id", "recording_id", "channel_number", "voiceprint"),
        "run " + runId);
  }

  /** Voiceprints that stand in the manifest itself. */
  static IdentifyProbes ready(SparkSession spark, Manifest manifest) {
    return new IdentifyProbes(spark, manifest.readyVoiceprints(), manifest.identity());
  }

  /** As a set to compare. */
  SetSource source() {
    return new SetSource(
        members.select(lit(0L).as("ordinal"), col("id"), col("voiceprint")), identity);
  }

  /** One channel of a recording. */
  record Channel(String recordingId, int number) {}

  /** The best profiles of each channel of some recordings, best first. */
  Map<Channel, List<Ranked>> rankings(String compareRun, List<String> recordingIds) {
    Dataset<Row> wanted = spark.createDataset(recordingIds, Encoders.STRING()).toDF("recording_id");
    Dataset<Row> hits =
        spark
            .table(VoxTable.HITS.sqlName())
            .where(col("run_id").equalTo(compareRun))
            .select("id_a", "id_b", "score", "rank_in_a");
    Map<Channel, List<Ranked>> rankings = new HashMap<>();
    for (Row row :
        members
            .join(wanted, "recording_id")
            .join(hits, hits.col("id_b").equalTo(members.col("id")))
            .orderBy("rank_in_a")
            .select("recording_id", "channel_number", "id_a", "score")
            .collectAsList()) {
      rankings
          .computeIfAbsent(
              new Channel(row.getString(0), row.getInt(1)), channel -> new ArrayList<>())
          .add(new Ranked(row.getString(2), row.getDouble(3)));
    }
    return rankings;
  }
}
