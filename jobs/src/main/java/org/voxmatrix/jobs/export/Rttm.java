package org.voxmatrix.jobs.export;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.substring_index;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Segments as lines of RTTM (NIST, <i>RT-09 Evaluation Plan</i>, 2009, appendix A), in the order of
 * recordings, channels and times. A file is a recording, channels count from 1, and a speaker is
 * called as at the end of the voiceprint's id: {@code 0@1}.
 */
final class Rttm {

  private static final String LINE = "SPEAKER %s %d %.3f %.3f <NA> <NA> %s <NA> <NA>";

  private Rttm() {}

  /**
   * The lines, in one column and one part.
   *
   * @param segments rows of table {@code segments}
   */
  static Dataset<Row> lines(Dataset<Row> segments) {
    return segments
        .repartition(1)
        .sortWithinPartitions("recording_id", "channel_number", "start", "speaker_number")
        .select(
            format_string(
                    LINE,
                    field(col("recording_id")),
                    col("channel_number").plus(1),
                    col("start"),
                    col("end").minus(col("start")),
                    substring_index(col("id"), "#", -1))
                .as("line"));
  }

  /** Blanks end a field: they are written as in a URI, and the percent sign with them. */
  private static Column field(Column text) {
    Column escaped = regexp_replace(text, "%", "%25");
    escaped = regexp_replace(escaped, " ", "%20");
    escaped = regexp_replace(escaped, "\\t", "%09");
    return regexp_replace(regexp_replace(escaped, "\\r", "%0D"), "\\n", "%0A");
  }
}
