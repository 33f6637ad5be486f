package org.voxmatrix.jobs.identify;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.jobs.compare.SetSource;
import org.voxmatrix.jobs.compare.engine.SetRows;
import org.voxmatrix.ledger.RunPart;
import org.voxmatrix.recordings.Manifest;
import org.voxmatrix.tables.VoxTable;

/**
 * The voices to identify.
 *
 * @param members columns {@code id}, {@code recording_id}, {@code channel_number}, {@code
 *     speaker_number}, {@code voiceprint}
 */
record IdentifyProbes(SparkSession spark, Dataset<Row> members, String identity) {

  /** The voiceprints that extractions made. */
  static IdentifyProbes extracted(SparkSession spark, Object... runIds) {
    return new IdentifyProbes(
        spark,
        spark
            .table(VoxTable.VOICEPRINTS.sqlName())
            .where(col("run_id").isin(runIds).and(col("voiceprint").isNotNull()))
            .select("id", "recording_id", "channel_number", "speaker_number", "voiceprint"),
        "run " + runIds[0]);
  }

  /** Voiceprints that stand in the manifest itself. */
  static IdentifyProbes ready(SparkSession spark, Manifest manifest) {
    return new IdentifyProbes(spark, manifest.readyVoiceprints(), manifest.identity());
  }

  /** As a set to compare. */
  SetSource source() {
    return source(members);
  }

  /**
   * The recordings of this identification, and of earlier ones.
   *
   * @param earlier their runs
   */
  SetSource pool(List<String> earlier) {
    List<String> extractions = earlier.stream().map(RunPart.EXTRACTION::of).toList();
    return source(
        earlier.isEmpty()
            ? members
            : members.unionByName(extracted(spark, extractions.toArray()).members));
  }

  private SetSource source(Dataset<Row> voices) {
    return new SetSource(
        SetRows.of(
            voices.select(
                lit(0L).as("ordinal"), col("id"), col("voiceprint"), col("recording_id"))),
        identity);
  }

  /** The best profiles of each channel that a run has planned, by its waves. */
  Rankings rankings(String compareRun, String runId) {
    Dataset<Row> planned =
        spark
            .table(VoxTable.PLAN_ITEMS.sqlName())
            .where(col("run_id").equalTo(runId).and(not(col("repeated"))))
            .select(col("item_id").as("recording_id"), col("wave"));
    Dataset<Row> hits =
        spark
            .table(VoxTable.HITS.sqlName())
            .where(col("run_id").equalTo(compareRun))
            .select("id_a", "id_b", "score", "rank_in_a");
    return new Rankings(
        members
            .join(planned, "recording_id")
            .join(hits, hits.col("id_b").equalTo(members.col("id")))
            .orderBy("wave", "recording_id", "channel_number", "speaker_number", "rank_in_a")
            .select("wave", "recording_id", "channel_number", "speaker_number", "id_a", "score")
            .toLocalIterator());
  }
}
