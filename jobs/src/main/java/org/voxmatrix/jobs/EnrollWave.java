package org.voxmatrix.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.voxmatrix.enroll.EnrollLimits;
import org.voxmatrix.enroll.EnrollmentDocument;
import org.voxmatrix.enroll.Hearing;
import org.voxmatrix.enroll.ProfileId;
import org.voxmatrix.enroll.ProfileKind;
import org.voxmatrix.enroll.Refusal;
import org.voxmatrix.enroll.Registrar;
import org.voxmatrix.enroll.Registrar.Decision;
import org.voxmatrix.enroll.Registrar.Place;
import org.voxmatrix.tables.EnrollmentRow;
import org.voxmatrix.tables.PlanItem;
import org.voxmatrix.tables.ProfileRow;
import org.voxmatrix.tables.ProfileStatus;
import org.voxmatrix.tables.State;
import org.voxmatrix.tables.Suppressions;

/**
 * The enrollments of one wave, decided in order, and the profiles that come of them.
 *
 * @param enrollments one for each item
 * @param profiles the next version of each profile with an accepted enrollment
 */
record EnrollWave(List<EnrollmentRow> enrollments, List<ProfileRow> profiles) {

  /**
   * What is known before a wave.
   *
   * @param profiles latest versions of the profiles that exist, by id
   * @param accepted enrollments that they are made of, by id
   * @param conflicts profiles that another run changed meanwhile
   * @param suppressed what must not come back
   */
  record Before(
      Map<String, ProfileRow> profiles,
      Map<String, EnrollmentRow> accepted,
      Set<String> conflicts,
      Suppressions suppressed) {}

  /** Decides on all enrollments of a wave. */
  static EnrollWave of(
      String runId,
      Registrar registrar,
      String model,
      List<EnrollWorker.Heard> wave,
      Before before) {
    Builder builder = new Builder(runId, registrar, model, before);
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

  private static final class Builder {

    private final String runId;
    private final Registrar registrar;
    private final String model;
    private final Before before;
    private final Map<String, ProfileRow> profiles;
    private final Map<String, EnrollmentRow> accepted;
    private final Map<String, ProfileRow> changed = new LinkedHashMap<>();
    private final List<EnrollmentRow> enrollments = new ArrayList<>();

    Builder(String runId, Registrar registrar, String model, Before before) {
      this.runId = runId;
      this.registrar = registrar;
      this.model = model;
      this.before = before;
      this.profiles = new HashMap<>(before.profiles());
      this.accepted = new HashMap<>(before.accepted());
    }

    void add(EnrollWorker.Heard heard) {
      PlanItem item = heard.item();
      String profileId = ProfileId.parse(heard.request().profileId()).orElse(null);
      Decision decision = decide(heard, profileId);
      EnrollmentRow row =
          decision.refusal() == null
              ? row(heard, profileId, decision.profile())
              : refused(heard, decision.refusal());
      enrollments.add(row);
      if (decision.profile() != null) {
        profiles.put(profileId, decision.profile());
        changed.put(profileId, decision.profile());
        accepted.put(item.taskId(), row);
      }
    }

    private Decision decide(EnrollWorker.Heard heard, String profileId) {
      PlanItem item = heard.item();
      if (item.repeated() || item.isErased()) {
        return new Decision(null, heard.hearing().unusable());
      }
      if (isErased(profileId)) {
        return new Decision(null, Refusal.ERASED);
      }
      if (before.conflicts().contains(profileId)) {
        return new Decision(null, Refusal.CONFLICT);
      }
      ProfileRow profile = profiles.get(profileId);
      ProfileRow old = before.profiles().get(profileId);
      boolean exists = profile != null && profile.status() != ProfileStatus.DELETED;
      return registrar.decide(
          heard.request(),
          heard.hearing(),
          exists ? profile : null,
          old == null ? 1 : old.version() + 1,
          exists ? firstPhrase(profile) : null,
          new Place(runId, item.wave(), item.taskId()));
    }

    private boolean isErased(String profileId) {
      return profileId != null
          && before.suppressed().contains(Suppressions.Kind.PROFILE, profileId);
    }

    private byte[] firstPhrase(ProfileRow profile) {
      EnrollmentRow first =
          profile.enrollmentIds().isEmpty() ? null : accepted.get(profile.enrollmentIds().get(0));
      return first == null ? null : first.phraseFeatures();
    }

    private EnrollmentRow row(EnrollWorker.Heard heard, String profileId, ProfileRow profile) {
      EnrollLimits limits = registrar.limits().get(ProfileKind.of(profile.kind()).orElseThrow());
      ObjectNode document = EnrollmentDocument.accepted(profile, heard.hearing(), limits);
      return row(heard, profileId, State.DONE, null, document, profile.passPhrase());
    }

    private EnrollmentRow refused(EnrollWorker.Heard heard, Refusal refusal) {
      State state = refusal == Refusal.INTERNAL ? State.FAILED : State.REJECTED;
      return row(
          heard,
          refusal == Refusal.ERASED ? null : heard.request().profileId(),
          state,
          refusal,
          EnrollmentDocument.refused(refusal),
          heard.hearing().passPhrase());
    }

    private EnrollmentRow row(
        EnrollWorker.Heard heard,
        String profileId,
        State state,
        Refusal refusal,
        ObjectNode document,
        String passPhrase) {
      PlanItem item = heard.item();
      Hearing hearing = heard.hearing();
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
          hearing.audioLength(),
          hearing.speechLength(),
          hearing.snrDb(),
          passPhrase,
          kept ? hearing.voiceprint() : null,
          kept ? registrar.modelFingerprint() : null,
          kept ? hearing.phraseFeatures() : null,
          document.toString(),
          Instant.now());
    }

    EnrollWave build() {
      List<ProfileRow> rows = new ArrayList<>();
      for (ProfileRow profile : changed.values()) {
        rows.add(
            profile.status() == ProfileStatus.ENROLLED
                ? profile.withVoiceprint(
                    ProfileVoiceprint.of(
                        profile.enrollmentIds().stream().map(accepted::get).toList()),
                    model)
                : profile);
      }
      return new EnrollWave(List.copyOf(enrollments), List.copyOf(rows));
    }
  }

  /** Ids of profiles that a wave is about. */
  static Set<String> profileIds(List<EnrollWorker.Heard> wave) {
    Set<String> ids = new HashSet<>();
    wave.forEach(heard -> ProfileId.parse(heard.request().profileId()).ifPresent(ids::add));
    return ids;
  }
}
