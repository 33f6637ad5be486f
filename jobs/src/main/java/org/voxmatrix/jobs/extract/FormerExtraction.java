package org.voxmatrix.jobs.extract;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.extract.Extraction;
import org.voxmatrix.recordings.Manifest;
import org.voxmatrix.recordings.RowValues;

/**
 * What is known of a recording from an extraction that another one repeats. Its audio must be the
 * same.
 *
 * @param audioLength seconds
 * @param sampleRate Hz, of the recording
 * @param attributes as in the voiceprints; null for none
 * @param extractedAt when it was: the time from which on voiceprints are kept does not begin again
 */
record FormerExtraction(
    double audioLength, int sampleRate, Map<String, String> attributes, Instant extractedAt) {

  /** Decoders of two versions may end a compressed recording differently, in seconds. */
  private static final double ROUNDING = 0.01;

  /** What the row of a manifest says; null where it says nothing. */
  static FormerExtraction of(Row row) {
    Row former = RowValues.value(row, Manifest.FORMER);
    if (former == null) {
      return null;
    }
    int attributes = former.fieldIndex("attributes");
    int extracted = former.fieldIndex("extracted_micros");
    return new FormerExtraction(
        former.getDouble(former.fieldIndex("audio_length")),
        former.getInt(former.fieldIndex("sample_rate")),
        former.isNullAt(attributes) ? null : new HashMap<>(former.getJavaMap(attributes)),
        former.isNullAt(extracted) // Rows of versions without a time count from now on.
            ? Instant.now()
            : Instant.EPOCH.plus(former.getLong(extracted), ChronoUnit.MICROS));
  }

  /**
   * Refuses a recording that has other bytes than it had.
   *
   * @param known bytes then; -1 unknown
   */
  static void requireSize(long known, long read) {
    if (known >= 0 && known != read) {
      throw replaced("%,d bytes".formatted(read), "%,d".formatted(known));
    }
  }

  /** Refuses a recording that has another length or sample rate than it had. */
  void require(Extraction extraction) {
    if (Math.abs(extraction.audioLength() - audioLength) > ROUNDING) {
      throw replaced("%.3f s".formatted(extraction.audioLength()), "%.3f s".formatted(audioLength));
    }
    if (extraction.sampleRate() != sampleRate) {
      throw replaced("%,d Hz".formatted(extraction.sampleRate()), "%,d Hz".formatted(sampleRate));
    }
  }

  private static RejectedException replaced(String now, String then) {
    return new RejectedException(
        Fault.AUDIO_REPLACED,
        List.of("uri"),
        "The recording has %s, and had %s when its voiceprint was made: it is another one, or other options were used. Extract it under an id of its own."
            .formatted(now, then));
  }
}
