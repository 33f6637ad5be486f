package org.voxmatrix.jobs.erase;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.voxmatrix.jobs.profiles.EnrollLimits;
import org.voxmatrix.jobs.profiles.EnrollmentRow;
import org.voxmatrix.jobs.profiles.EnrollmentTable;
import org.voxmatrix.jobs.profiles.ProfileKind;
import org.voxmatrix.jobs.profiles.ProfileRow;
import org.voxmatrix.jobs.profiles.ProfileStatus;
import org.voxmatrix.jobs.profiles.ProfileTable;
import org.voxmatrix.jobs.profiles.ProfileVoiceprint;
import org.voxmatrix.jobs.profiles.ProfileWriter;
import org.voxmatrix.tables.Warehouse;

/** Takes erased enrollments out of profiles: those that remain make the next version. */
final class ProfileRemake {

  private final Warehouse warehouse;
  private final String runId;
  private final ErasureSubject person;
  private final Map<ProfileKind, EnrollLimits> limits;

  ProfileRemake(
      Warehouse warehouse,
      String runId,
      ErasureSubject person,
      Map<ProfileKind, EnrollLimits> limits) {
    this.warehouse = warehouse;
    this.runId = runId;
    this.person = person;
    this.limits = limits;
  }

  /** Settles the next version of each profile that had any; once done, there is none. */
  void settle() {
    List<ProfileRow> concerned =
        new ProfileTable(warehouse).all().stream().filter(this::isConcerned).toList();
    if (concerned.isEmpty()) {
      return;
    }
    ProfileWriter writer =
        ProfileWriter.open(
            warehouse, runId, concerned.stream().map(ProfileRow::profileId).toList());
    Map<String, EnrollmentRow> accepted = new EnrollmentTable(warehouse).of(concerned);
    List<ProfileRow> remade =
        concerned.stream().map(profile -> without(profile, accepted)).toList();
    if (!writer.settle(0, remade)) {
      throw new IllegalStateException("profiles changed during the erasure");
    }
  }

  private boolean isConcerned(ProfileRow profile) {
    return !person.profiles().contains(profile.profileId())
        && profile.enrollmentIds().stream().anyMatch(person.tasks()::contains);
  }

  private ProfileRow without(ProfileRow profile, Map<String, EnrollmentRow> accepted) {
    List<EnrollmentRow> left =
        profile.enrollmentIds().stream()
            .filter(id -> !person.tasks().contains(id))
            .map(accepted::get)
            .toList();
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
