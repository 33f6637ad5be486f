package org.voxmatrix.jobs.profiles;

import java.io.Serializable;
import java.util.Map;

/**
 * What one kind of enrollment may be. Bounds are inclusive.
 *
 * @param maxBytes of a file
 * @param minLength seconds of one recording
 * @param maxLength seconds of one recording
 * @param maxTotalLength seconds of all accepted recordings of a profile
 * @param minCount enrollments that make a voiceprint
 * @param maxCount enrollments of a profile
 * @param minSpeech seconds of speech, of all enrollments, that make a voiceprint
 * @param minSnrDb signal-to-noise ratio of one recording, dB
 */
public record EnrollLimits(
    long maxBytes,
    double minLength,
    double maxLength,
    double maxTotalLength,
    int minCount,
    int maxCount,
    double minSpeech,
    double minSnrDb)
    implements Serializable {

  /** The service's, where each enrollment says the passphrase. */
  public static final EnrollLimits TEXT_DEPENDENT =
      new EnrollLimits(5_242_880, 1, 10, 300, 3, 50, 0, 10);

  /** The service's, for free speech. */
  public static final EnrollLimits TEXT_INDEPENDENT =
      new EnrollLimits(5_242_880, 1, 120, 300, 1, 50, 20, 2);

  /** The service's, by kind. */
  public static final Map<ProfileKind, EnrollLimits> DEFAULT =
      Map.of(
          ProfileKind.TEXT_DEPENDENT, TEXT_DEPENDENT,
          ProfileKind.TEXT_INDEPENDENT, TEXT_INDEPENDENT);

  public EnrollLimits {
    if (maxBytes < 1
        || !(minLength >= 0 && maxLength >= minLength && maxTotalLength >= minLength)
        || minCount < 1
        || maxCount < minCount
        || !(minSpeech >= 0)
        || !Double.isFinite(maxLength + maxTotalLength + minSpeech + minSnrDb)) {
      throw new IllegalArgumentException(
          ("enrollments of %d bytes, %s to %s s, %s s in all, %d to %d of them, %s s of speech,"
                  + " %s dB: a minimum is above its maximum, or a number is none")
              .formatted(
                  maxBytes,
                  minLength,
                  maxLength,
                  maxTotalLength,
                  minCount,
                  maxCount,
                  minSpeech,
                  minSnrDb));
    }
  }

  /** Whether a recording of that length may be an enrollment. */
  public boolean allowsLength(double seconds) {
    return seconds >= minLength && seconds <= maxLength;
  }
}
