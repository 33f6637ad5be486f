package org.voxmatrix.jobs.profiles;

/**
 * What an accepted enrollment made of its profile; nothing of one that was not accepted.
 *
 * @param enrollmentsLength seconds of audio accepted so far
 * @param enrollmentsSpeechLength seconds of speech in it
 * @param remainingEnrollmentsCount how many are still needed, of a text-dependent profile
 * @param remainingEnrollmentsSpeechLength seconds still needed, of a text-independent one
 */
public record EnrollmentProgress(
    ProfileStatus enrollmentStatus,
    Integer enrollmentsCount,
    Double enrollmentsLength,
    Double enrollmentsSpeechLength,
    Integer remainingEnrollmentsCount,
    Double remainingEnrollmentsSpeechLength) {

  /** Of an enrollment that was not accepted. */
  public static final EnrollmentProgress NONE =
      new EnrollmentProgress(null, null, null, null, null, null);

  /** The profile as it is after the enrollment. */
  public static EnrollmentProgress of(ProfileRow profile, EnrollLimits limits) {
    boolean phrases = profile.kind() == ProfileKind.TEXT_DEPENDENT;
    return new EnrollmentProgress(
        profile.status(),
        profile.enrollmentsCount(),
        profile.enrollmentsLength(),
        profile.enrollmentsSpeechLength(),
        phrases ? Math.max(0, limits.minCount() - profile.enrollmentsCount()) : null,
        phrases ? null : Math.max(0, limits.minSpeech() - profile.enrollmentsSpeechLength()));
  }
}
