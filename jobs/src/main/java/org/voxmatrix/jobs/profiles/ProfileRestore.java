package org.voxmatrix.jobs.profiles;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voxmatrix.identity.Json;
import org.voxmatrix.ledger.RunRow;
import org.voxmatrix.ledger.State;
import org.voxmatrix.tables.Warehouse;

/**
 * Makes versions of profiles again of the enrollments that they were made of: nothing is decoded.
 * What does not follow from these is left for the run itself to be done again.
 */
public final class ProfileRestore {

  private final ProfileTable profiles;
  private final EnrollmentTable enrollments;
  private final Map<String, List<ProfileRow>> versions;

  public ProfileRestore(Warehouse warehouse) {
    this.profiles = new ProfileTable(warehouse);
    this.enrollments = new EnrollmentTable(warehouse);
    this.versions = profiles.versions();
  }

  /**
   * Makes again what waves had settled.
   *
   * @param waves runs of enrollments, and their waves whose profiles are gone
   */
  public void restore(Map<RunRow, ? extends Collection<Integer>> waves) {
    List<Wave> settled = new ArrayList<>();
    waves.forEach((run, numbers) -> numbers.forEach(number -> settled.add(wave(run, number))));
    settled.stream()
        .filter(wave -> !wave.accepted().isEmpty())
        .sorted(comparing(wave -> wave.accepted().get(0).finishedAt()))
        .forEach(this::restore);
  }

  /** The accepted enrollments of a wave, in order. */
  private record Wave(RunRow run, int number, List<EnrollmentRow> accepted) {}

  private Wave wave(RunRow run, int number) {
    List<EnrollmentRow> decided = enrollments.of(run.runId(), number);
    return new Wave(
        run, number, decided.stream().filter(row -> row.state() == State.DONE).toList());
  }

  private void restore(Wave wave) {
    Map<String, List<EnrollmentRow>> byProfile =
        wave.accepted().stream()
            .collect(groupingBy(EnrollmentRow::profileId, LinkedHashMap::new, toList()));
    List<ProfileRow> made = new ArrayList<>();
    byProfile.values().forEach(added -> version(wave, added).ifPresent(made::add));
    if (made.size() == byProfile.size()) {
      profiles.write(wave.run().runId(), wave.number(), made);
      made.forEach(row -> of(row.profileId()).add(row));
    }
  }

  private List<ProfileRow> of(String profileId) {
    return versions.computeIfAbsent(profileId, id -> new ArrayList<>());
  }

  /** What enrollments have made of a profile. */
  private Optional<ProfileRow> version(Wave wave, List<EnrollmentRow> added) {
    EnrollmentRow first = added.get(0);
    EnrollmentRow last = added.get(added.size() - 1);
    if (first.progress().enrollmentsCount() == null) {
      return Optional.empty(); // Earlier versions of Voxmatrix did not say.
    }
    Optional<ProfileRow> before = before(first);
    if (before.isEmpty() && (first.progress().enrollmentsCount() > 1 || isThere(first, 1))) {
      return Optional.empty();
    }
    ProfileRow old =
        before
            .filter(row -> row.status() != ProfileStatus.DELETED)
            .orElseGet(() -> empty(wave.run(), first));
    List<String> ids = new ArrayList<>(old.enrollmentIds());
    added.forEach(row -> ids.add(row.enrollmentId()));
    boolean enrolled = last.progress().enrollmentStatus() == ProfileStatus.ENROLLED;
    ProfileRow row =
        old.withRunId(wave.run().runId())
            .withWave(wave.number())
            .withVersion(before.map(ProfileRow::version).orElse(0L) + 1)
            .withSettled(true)
            .withStatus(last.progress().enrollmentStatus())
            .withEnrollmentsCount(last.progress().enrollmentsCount())
            .withEnrollmentsLength(last.progress().enrollmentsLength())
            .withEnrollmentsSpeechLength(last.progress().enrollmentsSpeechLength())
            .withPassPhrase(last.passPhrase())
            .withVoiceprint(null)
            .withModel(enrolled ? wave.run().model() : null)
            .withModelFingerprint(last.modelFingerprint())
            .withEnrollmentIds(ids)
            .withUpdatedAt(last.finishedAt());
    return enrolled ? trained(row) : Optional.of(row);
  }

  private Optional<ProfileRow> trained(ProfileRow row) {
    Map<String, EnrollmentRow> accepted = enrollments.of(List.of(row));
    return accepted.keySet().containsAll(row.enrollmentIds())
        ? Optional.of(
            row.withVoiceprint(
                ProfileVoiceprint.of(row.enrollmentIds().stream().map(accepted::get).toList())))
        : Optional.empty();
  }

  /** The version that an enrollment was added to: the next one is what is gone. */
  private Optional<ProfileRow> before(EnrollmentRow added) {
    return of(added.profileId()).stream()
        .filter(
            row ->
                row.modelFingerprint() == null
                    || row.modelFingerprint().equals(added.modelFingerprint()))
        .filter(row -> row.enrollmentsCount() == added.progress().enrollmentsCount() - 1)
        .filter(row -> !row.updatedAt().isAfter(added.finishedAt()))
        .filter(row -> !isThere(added, row.version() + 1))
        .max(comparingLong(ProfileRow::version));
  }

  private boolean isThere(EnrollmentRow enrollment, long version) {
    return of(enrollment.profileId()).stream().anyMatch(row -> row.version() == version);
  }

  private ProfileRow empty(RunRow run, EnrollmentRow first) {
    boolean phrases = first.progress().remainingEnrollmentsCount() != null;
    String locale =
        of(first.profileId()).stream()
            .map(ProfileRow::locale)
            .findFirst()
            .orElseGet(() -> Json.read(run.plan()).path("locale").asText(ProfileRow.LOCALE));
    return ProfileRow.empty(
            first.profileId(),
            phrases ? ProfileKind.TEXT_DEPENDENT : ProfileKind.TEXT_INDEPENDENT,
            locale)
        .withCreatedAt(first.finishedAt());
  }
}
