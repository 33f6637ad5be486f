package org.voxmatrix.jobs.enroll;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.voxmatrix.jobs.enroll.EnrollmentDecider.Decision;
import org.voxmatrix.jobs.profiles.EnrollmentProgress;
import org.voxmatrix.jobs.profiles.EnrollmentRow;
import org.voxmatrix.jobs.profiles.ProfileId;
import org.voxmatrix.jobs.profiles.ProfileRow;
import org.voxmatrix.jobs.profiles.ProfileStatus;
import org.voxmatrix.jobs.profiles.ProfileVoiceprint;
import org.voxmatrix.jobs.profiles.Refusal;
import org.voxmatrix.jobs.profiles.audio.AnalyzedClaim;
import org.voxmatrix.jobs.profiles.audio.AudioAnalysis;
import org.voxmatrix.jobs.profiles.audio.Copies;
import org.voxmatrix.jobs.profiles.audio.RecordingCopy;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.ledger.State;
import org.voxmatrix.ledger.Suppressions;
import org.voxmatrix.recordings.RecordingWaves;
import org.voxmatrix.recordings.Repeat;

/**
 * The enrollments of one wave, decided in order, and the profiles that come of them.
 *
 * @param enrollments one for each item
 * @param profiles the next version of each profile with an accepted enrollment, without voiceprint
 */
record EnrollWave(List<EnrollmentRow> enrollments, List<ProfileRow> profiles) {

  /**
   * What is known before a wave.
   *
   * @param profiles latest versions of the profiles that exist, by id
   * @param accepted enrollments that they are made of, by id
   * @param conflicts profiles that another run changed meanwhile
   * @param repeat whether what another run enrolled is enrolled once more
   * @param suppressed what must not come back
   * @param stored finds the row of an enrollment
   */
  record Before(
      Map<String, ProfileRow> profiles,
      Map<String, EnrollmentRow> accepted,
      Set<String> conflicts,
      Repeat repeat,
      Suppressions suppressed,
      Function<String, EnrollmentRow> stored) {}

  /** Decides on all enrollments of a wave. */
  static EnrollWave of(
      String runId, EnrollmentDecider decider, List<AnalyzedClaim> wave, Before before) {
    Builder builder = new Builder(runId, decider, before);
    wave.forEach(builder::add);
    return builder.build();
  }

  /** The profiles as readers see them while voiceprints are made. */
  List<ProfileRow> inTraining() {
    return profiles.stream()
        .filter(profile -> profile.status() == ProfileStatus.ENROLLED)
        .map(profile -> profile.staged(ProfileStatus.TRAINING))
        .toList();
  }

  /**
   * The profiles as they are to be, with voiceprints where there is enough.
   *
   * @param accepted enrollments of earlier waves and runs, by id
   */
  List<ProfileRow> trained(Map<String, EnrollmentRow> accepted, String model) {
    Map<String, EnrollmentRow> own = new HashMap<>();
    enrollments.forEach(row -> own.put(row.enrollmentId(), row));
    return profiles.stream()
        .map(
            profile ->
                profile.status() == ProfileStatus.ENROLLED
                    ? profile
                        .withVoiceprint(
                            ProfileVoiceprint.of(
                                profile.enrollmentIds().stream()
                                    .map(id -> own.getOrDefault(id, accepted.get(id)))
                                    .toList()))
                        .withModel(model)
                    : profile)
        .toList();
  }

  private static final class Builder {

    private final String runId;
    private final EnrollmentDecider decider;
    private final Before before;
    private final Map<String, EnrollmentRow> accepted = new HashMap<>();
    private final Map<String, ProfileRow> changed = new LinkedHashMap<>();
    private final List<EnrollmentRow> enrollments = new ArrayList<>();

    Builder(String runId, EnrollmentDecider decider, Before before) {
      this.runId = runId;
      this.decider = decider;
      this.before = before;
    }

    void add(AnalyzedClaim analyzed) {
      PlanItem item = analyzed.item();
      String profileId = ProfileId.parse(analyzed.claim().profileId()).orElse(null);
      if (profile(profileId)
          .filter(row -> row.enrollmentIds().contains(item.taskId()))
          .isPresent()) {
        // Settled by this run before it was interrupted, and the profile was changed since.
        enrollments.add(before.stored().apply(item.taskId()));
        return;
      }
      Decision decision = decide(analyzed, profileId);
      EnrollmentRow row =
          decision.refusal() == null
              ? row(analyzed, profileId, decision.profile())
              : refused(analyzed, profileId, decision.refusal());
      enrollments.add(row);
      if (decision.profile() != null) {
        changed.put(profileId, decision.profile());
        accepted.put(item.taskId(), row);
      }
    }

    private Decision decide(AnalyzedClaim analyzed, String profileId) {
      PlanItem item = analyzed.item();
      if (RecordingWaves.refusal(item).isPresent()) {
        return new Decision(null, analyzed.analysis().refusal());
      }
      if (isErased(profileId)) {
        return new Decision(null, Refusal.ERASED);
      }
      Optional<ProfileRow> profile = profile(profileId);
      if (before.conflicts().contains(profileId)
          || profile.filter(row -> hasFromAnother(row, item)).isPresent()) {
        return new Decision(null, Refusal.CONFLICT);
      }
      ProfileRow old = before.profiles().get(profileId);
      Decision decision =
          decider.decide(
              runId,
              analyzed,
              profile.orElse(null),
              old == null ? 1 : old.version() + 1,
              profile.map(this::firstPhrase).orElse(null));
      return decision.refusal() == null
              && decider.rules().copies() == Copies.REJECT
              && profile.filter(row -> hasCopy(row, analyzed.analysis())).isPresent()
          ? new Decision(null, Refusal.COPY)
          : decision;
    }

    private boolean hasCopy(ProfileRow profile, AudioAnalysis analysis) {
      return RecordingCopy.isAmong(
          profile.enrollmentIds().stream().map(this::accepted).toList(),
          analysis,
          decider.rules().backend());
    }

    private Optional<ProfileRow> profile(String profileId) {
      return Optional.ofNullable(changed.getOrDefault(profileId, before.profiles().get(profileId)))
          .filter(profile -> profile.status() != ProfileStatus.DELETED);
    }

    private EnrollmentRow accepted(String enrollmentId) {
      return accepted.getOrDefault(enrollmentId, before.accepted().get(enrollmentId));
    }

    /** Whether another run has enrolled the recording after this one was planned. */
    private boolean hasFromAnother(ProfileRow profile, PlanItem item) {
      return before.repeat() == Repeat.SKIP
          && profile.enrollmentIds().stream()
              .map(this::accepted)
              .filter(row -> !row.runId().equals(runId))
              .anyMatch(
                  row ->
                      row.recordingId().equals(item.itemId())
                          && Objects.equals(row.uri(), item.uri())
                          && row.modelFingerprint().equals(decider.rules().modelFingerprint()));
    }

    private boolean isErased(String profileId) {
      return profileId != null
          && before.suppressed().contains(Suppressions.Kind.PROFILE, profileId);
    }

    private byte[] firstPhrase(ProfileRow profile) {
      EnrollmentRow first =
          profile.enrollmentIds().isEmpty() ? null : accepted(profile.enrollmentIds().get(0));
      return first == null ? null : first.phraseFeatures();
    }

    private EnrollmentRow row(AnalyzedClaim analyzed, String profileId, ProfileRow profile) {
      EnrollmentProgress progress = EnrollmentProgress.of(profile, decider.rules().limits(profile));
      return row(analyzed, profileId, State.DONE, null, progress, profile.passPhrase());
    }

    /** With what was given for an id where it is none. */
    private EnrollmentRow refused(AnalyzedClaim analyzed, String profileId, Refusal refusal) {
      String named = profileId == null ? analyzed.claim().profileId() : profileId;
      return row(
          analyzed,
          refusal == Refusal.ERASED ? null : named,
          refusal.state(),
          refusal,
          EnrollmentProgress.NONE,
          analyzed.analysis().passPhrase());
    }

    private EnrollmentRow row(
        AnalyzedClaim analyzed,
        String profileId,
        State state,
        Refusal refusal,
        EnrollmentProgress progress,
        String passPhrase) {
      PlanItem item = analyzed.item();
      AudioAnalysis analysis = analyzed.analysis();
      boolean kept = state == State.DONE;
      return new EnrollmentRow(
          runId,
          item.wave(),
          item.position(),
          item.taskId(),
          profileId,
          item.itemId(),
          item.uri(),
          state,
          refusal == null ? null : refusal.fault().type(),
          refusal == null ? null : refusal.code(),
          refusal == null ? null : refusal.message(),
          analysis.audioLength(),
          analysis.speechLength(),
          analysis.snrDb(),
          passPhrase,
          kept ? analysis.voiceprint() : null,
          kept ? decider.rules().modelFingerprint() : null,
          kept ? analysis.phraseFeatures() : null,
          "",
          Instant.now(),
          progress);
    }

    EnrollWave build() {
      return new EnrollWave(List.copyOf(enrollments), List.copyOf(changed.values()));
    }
  }
}
