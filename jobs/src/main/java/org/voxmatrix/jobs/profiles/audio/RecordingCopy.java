package org.voxmatrix.jobs.profiles.audio;

import java.util.List;
import java.util.function.DoubleSupplier;
import org.voxmatrix.jobs.profiles.EnrollmentRow;
import org.voxmatrix.score.Backend;
import org.voxmatrix.voiceprint.Voiceprint;

/**
 * Tells a copy of a recording, whatever its file, format or level, from another one of the same
 * voice: by its length and voiceprint. {@code docs/profiles.md} has the measurements.
 */
public final class RecordingCopy {

  private static final double MOST_LENGTH_DIFFERENCE = 0.01;
  private static final double MOST_DISTANCE = 0.01;
  private static final double MOST_DISTANCE_SECONDS = 0.1;

  private RecordingCopy() {}

  /** Whether a recording is a copy of one of these accepted enrollments. */
  public static boolean isAmong(
      List<EnrollmentRow> enrollments, AudioAnalysis analysis, Backend backend) {
    return enrollments.stream().anyMatch(known -> isOf(known, analysis, backend));
  }

  private static boolean isOf(EnrollmentRow known, AudioAnalysis analysis, Backend backend) {
    return isOf(
        known.audioLength(),
        analysis.audioLength(),
        () ->
            backend.score(
                Voiceprint.decode(known.voiceprint()), Voiceprint.decode(analysis.voiceprint())));
  }

  /**
   * Whether a recording is a copy of another one.
   *
   * @param known length of the other one in seconds
   * @param length its own
   * @param cosine of their voiceprints
   */
  public static boolean isOf(double known, double length, DoubleSupplier cosine) {
    return Math.abs(known - length) <= MOST_LENGTH_DIFFERENCE * length
        && cosine.getAsDouble() >= leastCosine(length);
  }

  /** The longer two recordings of a voice are, the more alike. */
  private static double leastCosine(double seconds) {
    return 1 - Math.min(MOST_DISTANCE, MOST_DISTANCE_SECONDS / seconds);
  }
}
