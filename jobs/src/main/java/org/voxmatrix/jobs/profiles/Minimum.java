package org.voxmatrix.jobs.profiles;

import java.util.Map;

/**
 * What makes a voiceprint of a profile.
 *
 * @param count enrollments at least
 * @param speech seconds of speech at least, of all enrollments
 */
public record Minimum(int count, double speech) {

  /** The service's. */
  public static final Map<ProfileKind, Minimum> DEFAULT =
      Map.of(
          ProfileKind.TEXT_DEPENDENT,
          of(EnrollLimits.TEXT_DEPENDENT),
          ProfileKind.TEXT_INDEPENDENT,
          of(EnrollLimits.TEXT_INDEPENDENT));

  private static Minimum of(EnrollLimits limits) {
    return new Minimum(limits.minCount(), limits.minSpeech());
  }
}
