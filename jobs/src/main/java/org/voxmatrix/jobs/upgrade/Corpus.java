package org.voxmatrix.jobs.upgrade;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.tables.VoxTable;

/**
 * The voiceprints of two models in the tables.
 *
 * @param former fingerprint of the model that the corpus had
 * @param next fingerprint of the one that it is brought to
 */
record Corpus(SparkSession spark, String former, String next) {

  /** The voiceprints of the latest extraction of each recording by a model. */
  private static final String LATEST =
      """
      SELECT v.* FROM %1$s v LEFT SEMI JOIN (
        SELECT recording_id, max(struct(extracted_at, run_id, wave, task_id)) AS last
        FROM %1$s WHERE model_fingerprint = '%2$s' GROUP BY recording_id
      ) l ON l.recording_id = v.recording_id AND l.last.run_id = v.run_id
        AND l.last.task_id = v.task_id
      WHERE v.model_fingerprint = '%2$s'
      """;

  /** A recording counts as done if all of its channels are, in the same way. */
  private static final String MISSING =
      """
      WITH had AS (%1$s), has AS (
        SELECT recording_id, channel_number, speaker_number IS NULL AS whole
        FROM %2$s WHERE model_fingerprint = '%3$s'
      )
      SELECT h.recording_id, h.run_id, h.task_id, first(h.uri) AS uri,
        first(h.audio_length) AS audio_length, first(h.sample_rate) AS sample_rate,
        first(h.attributes) AS attributes, min(h.extracted_at) AS extracted_at,
        sort_array(collect_set(h.channel_number)) AS heard,
        max(h.speaker_number IS NOT NULL) AS by_speaker
      FROM had h LEFT SEMI JOIN (
        SELECT o.recording_id FROM had o LEFT ANTI JOIN has n
          ON n.recording_id = o.recording_id AND n.channel_number = o.channel_number
          AND n.whole = (o.speaker_number IS NULL)
      ) m ON m.recording_id = h.recording_id
      GROUP BY h.recording_id, h.run_id, h.task_id
      """;

  private static final String PAIRS =
      """
      SELECT f.id, f.recording_id, f.voiceprint AS former, n.voiceprint AS next, f.attributes
      FROM (%s) f JOIN (%s) n ON n.id = f.id AND n.recording_id = f.recording_id
      WHERE f.voiceprint IS NOT NULL AND n.voiceprint IS NOT NULL
      """;

  /**
   * The recordings that the next model has no voiceprints of yet, or not of all channels, one row
   * each, with what is known of their extraction.
   */
  Dataset<Row> missing() {
    return spark.sql(MISSING.formatted(latest(former), table(), next));
  }

  /**
   * The voiceprints that both models have: {@code id}, {@code recording_id}, {@code former}, {@code
   * next}, {@code attributes}.
   */
  Dataset<Row> pairs() {
    return spark.sql(PAIRS.formatted(latest(former), latest(next)));
  }

  private static String latest(String fingerprint) {
    return LATEST.formatted(table(), fingerprint);
  }

  private static String table() {
    return VoxTable.VOICEPRINTS.sqlName();
  }
}
