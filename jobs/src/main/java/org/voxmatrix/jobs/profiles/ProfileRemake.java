package org.voxmatrix.jobs.profiles;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.voxmatrix.tables.Warehouse;

/** Takes enrollments that are gone out of profiles: those that remain make the next version. */
public final class ProfileRemake {

  private final Warehouse warehouse;
  private final String runId;
  private final Map<ProfileKind, EnrollLimits> limits;

  /**
   * @param runId on whose behalf profiles are made; it has made none before
   */
  public ProfileRemake(Warehouse warehouse, String runId, Map<ProfileKind, EnrollLimits> limits) {
    this.warehouse = warehouse;
    this.runId = runId;
    this.limits = limits;
  }

  /**
   * Settles the next version of each profile that had any; once done, there is none.
   *
   * @param profiles whether a profile is to be looked at, by its id
   * @param gone whether an enrollment is, by its id
   */
  public void settle(Predicate<String> profiles, Predicate<String> gone) {
    settle(
        new ProfileTable(warehouse)
            .all().stream()
                .filter(profile -> profiles.test(profile.profileId()))
                .filter(profile -> profile.enrollmentIds().stream().anyMatch(gone))
                .toList(),
        gone);
  }

  /** Settles the next version of each profile of which there are enrollments no more. */
  public void settleLost() {
    Set<String> left =
        new EnrollmentTable(warehouse).of(new ProfileTable(warehouse).all()).keySet();
    settle(profile -> true, id -> !left.contains(id));
  }

  private void settle(List<ProfileRow> concerned, Predicate<String> gone) {
    if (concerned.isEmpty()) {
      return;
    }
    ProfileWriter writer =
        ProfileWriter.open(
            warehouse, runId, concerned.stream().map(ProfileRow::profileId).toList());
    Map<String, EnrollmentRow> accepted = new EnrollmentTable(warehouse).of(concerned);
    List<ProfileRow> remade =
        concerned.stream().map(profile -> without(profile, gone, accepted)).toList();
    if (!writer.settle(0, remade)) {
      throw new IllegalStateException("profiles changed while enrollments were taken out");
    }
  }

  private ProfileRow without(
      ProfileRow profile, Predicate<String> gone, Map<String, EnrollmentRow> accepted) {
    List<EnrollmentRow> left =
        profile.enrollmentIds().stream().filter(gone.negate()).map(accepted::get).toList();
    EnrollLimits needed = limits.get(profile.kind());
    double speech = left.stream().mapToDouble(EnrollmentRow::speechLength).sum();
    boolean enough = left.size() >= needed.minCount() && speech >= needed.minSpeech();
    return new ProfileRow(
        runId,
        0,
        profile.profileId(),
        profile.version() + 1,
        true,
        enough ? ProfileStatus.ENROLLED : ProfileStatus.ENROLLING,
        profile.kind(),
        profile.locale(),
        left.size(),
        left.stream().mapToDouble(EnrollmentRow::audioLength).sum(),
        speech,
        left.isEmpty() ? null : profile.passPhrase(),
        enough ? ProfileVoiceprint.of(left) : null,
        enough ? profile.model() : null,
        left.isEmpty() ? null : profile.modelFingerprint(),
        left.stream().map(EnrollmentRow::enrollmentId).toList(),
        profile.createdAt(),
        Instant.now());
  }
}
