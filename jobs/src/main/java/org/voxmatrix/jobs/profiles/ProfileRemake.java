package org.voxmatrix.jobs.profiles;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
   * Settles the next version of each profile that had any, for each model that it has been enrolled
   * with; once done, there is none.
   *
   * @param profiles whether a profile is to be looked at, by its id
   * @param gone whether an enrollment is, by its id
   */
  public void settle(Predicate<String> profiles, Predicate<String> gone) {
    settle(
        versions().stream()
            .filter(profile -> profiles.test(profile.profileId()))
            .filter(profile -> profile.enrollmentIds().stream().anyMatch(gone))
            .toList(),
        gone);
  }

  /** Settles the next version of each profile of which there are enrollments no more. */
  public void settleLost() {
    Set<String> left = new EnrollmentTable(warehouse).of(versions()).keySet();
    settle(profile -> true, id -> !left.contains(id));
  }

  /** The version of each profile for each model that it is enrolled with. */
  private List<ProfileRow> versions() {
    ProfileTable table = new ProfileTable(warehouse);
    Set<String> models = new HashSet<>(table.models().keySet());
    models.add(null); // Of profiles of which nothing says with which.
    List<ProfileRow> versions = new ArrayList<>();
    for (String model : models) {
      table.all(model).stream()
          .filter(profile -> Objects.equals(profile.modelFingerprint(), model))
          .forEach(versions::add);
    }
    return versions;
  }

  private void settle(List<ProfileRow> concerned, Predicate<String> gone) {
    if (concerned.isEmpty()) {
      return;
    }
    ProfileWriter writer =
        ProfileWriter.open(
            warehouse,
            runId,
            concerned.stream().map(ProfileRow::profileId).distinct().toList(),
            null);
    Map<String, EnrollmentRow> accepted = new EnrollmentTable(warehouse).of(concerned);
    Map<String, Long> models =
        versions().stream().collect(groupingBy(ProfileRow::profileId, counting()));
    List<ProfileRow> remade =
        concerned.stream()
            .map(profile -> without(profile, gone, accepted))
            .map(
                profile ->
                    profile.enrollmentsCount() == 0 && models.get(profile.profileId()) == 1
                        ? profile.withModelFingerprint(null) // Any model may enroll it now.
                        : profile)
            .toList();
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
        profile.modelFingerprint(),
        left.stream().map(EnrollmentRow::enrollmentId).toList(),
        profile.createdAt(),
        Instant.now());
  }
}
