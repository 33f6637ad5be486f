package org.voxmatrix.jobs.upgrade;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voxmatrix.error.Fault;
import org.voxmatrix.jobs.profiles.EnrollLimits;
import org.voxmatrix.jobs.profiles.EnrollmentProgress;
import org.voxmatrix.jobs.profiles.EnrollmentRow;
import org.voxmatrix.jobs.profiles.ProfileKind;
import org.voxmatrix.jobs.profiles.ProfileRow;
import org.voxmatrix.jobs.profiles.ProfileStatus;
import org.voxmatrix.jobs.profiles.ProfileVoiceprint;
import org.voxmatrix.jobs.profiles.Refusal;
import org.voxmatrix.jobs.profiles.audio.AnalyzedClaim;
import org.voxmatrix.jobs.profiles.audio.AudioAnalysis;
import org.voxmatrix.jobs.upgrade.Enrolled.Audio;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.ledger.State;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.recordings.RecordingWaves;

/**
 * The enrollments of one wave with the next model, and the profiles that come of them. What was
 * accepted stays accepted, if its audio is there and the same.
 */
final class RemadeProfiles {

  /** Seconds by which decoders of two versions may differ. */
  private static final double ROUNDING = 0.01;

  private static final Refusal NOT_KEPT =
      Refusal.invalid(
          Fault.AUDIO_NOT_KEPT,
          "The audio was in a manifest, and there is none at a URI. Enroll it again with this model.");
  private static final Refusal REPLACED =
      Refusal.invalid(
          Fault.AUDIO_REPLACED,
          "The recording has another length than when it was enrolled. It is not used.");
  private static final Refusal NO_SPEECH =
      Refusal.invalid(Fault.AUDIO_NO_SPEECH, "The model finds no speech in the recording.");

  private final String runId;
  private final int wave;
  private final ModelBundle next;
  private final Map<ProfileKind, EnrollLimits> limits;
  private final Enrolled enrolled;
  private final Set<String> conflicts;
  private final List<EnrollmentRow> enrollments = new ArrayList<>();
  private final List<ProfileRow> profiles = new ArrayList<>();

  /**
   * @param conflicts profiles that others have changed meanwhile
   */
  RemadeProfiles(
      String runId,
      int wave,
      ModelBundle next,
      Map<ProfileKind, EnrollLimits> limits,
      Enrolled enrolled,
      Set<String> conflicts) {
    this.runId = runId;
    this.wave = wave;
    this.next = next;
    this.limits = limits;
    this.enrolled = enrolled;
    this.conflicts = conflicts;
  }

  /** One for each item, but for those that were erased. */
  List<EnrollmentRow> enrollments() {
    return enrollments;
  }

  /** The next version of each profile with an enrollment that could be made again. */
  List<ProfileRow> profiles() {
    return profiles;
  }

  void addAll(List<AnalyzedClaim> analyzed) {
    analyzed.stream()
        .filter(one -> !one.item().isErased())
        .collect(groupingBy(one -> one.item().profileId(), LinkedHashMap::new, toList()))
        .forEach(this::add);
  }

  private void add(String profileId, List<AnalyzedClaim> analyzed) {
    ProfileRow old = enrolled.had().get(profileId);
    if (old == null || conflicts.contains(profileId)) {
      analyzed.forEach(one -> enrollments.add(refused(one, Refusal.CONFLICT)));
      return;
    }
    Map<Audio, EnrollmentRow> was = enrolled.were(profileId);
    Map<Audio, EnrollmentRow> known = enrolled.known(profileId);
    Map<Audio, EnrollmentRow> made = new LinkedHashMap<>();
    List<EnrollmentRow> refused = new ArrayList<>();
    for (AnalyzedClaim one : analyzed) {
      EnrollmentRow former = was.get(audio(one.item()));
      Optional<Refusal> refusal = refusal(one, former);
      if (refusal.isPresent()) {
        refused.add(refused(one, refusal.get()));
      } else {
        made.put(audio(one.item()), row(one, former));
      }
    }
    // In the order in which they were enrolled: the first one says what the phrase is.
    Map<Audio, EnrollmentRow> own = new LinkedHashMap<>();
    was.keySet().forEach(audio -> put(own, audio, made, known));
    known.forEach(own::putIfAbsent);
    if (!made.isEmpty()) {
      boolean complete = own.keySet().containsAll(was.keySet());
      ProfileRow profile = profile(old, List.copyOf(own.values()), complete);
      profiles.add(profile);
      EnrollmentProgress progress = EnrollmentProgress.of(profile, limits.get(profile.kind()));
      made.values().forEach(row -> enrollments.add(row.withProgress(progress)));
    }
    enrollments.addAll(refused);
  }

  private static void put(
      Map<Audio, EnrollmentRow> own,
      Audio audio,
      Map<Audio, EnrollmentRow> made,
      Map<Audio, EnrollmentRow> known) {
    EnrollmentRow row = made.getOrDefault(audio, known.get(audio));
    if (row != null) {
      own.put(audio, row);
    }
  }

  private static Audio audio(PlanItem item) {
    return new Audio(item.itemId(), item.uri());
  }

  private static Optional<Refusal> refusal(AnalyzedClaim one, EnrollmentRow former) {
    AudioAnalysis analysis = one.analysis();
    if (former == null) {
      return Optional.of(Refusal.CONFLICT); // It was taken out of the profile meanwhile.
    }
    if (one.item().uri() == null) {
      return Optional.of(NOT_KEPT);
    }
    if (RecordingWaves.refusal(one.item()).isPresent() || analysis.refusal() != null) {
      return Optional.of(analysis.refusal());
    }
    if (former.audioLength() != null
        && analysis.audioLength() != null
        && Math.abs(former.audioLength() - analysis.audioLength()) > ROUNDING) {
      return Optional.of(REPLACED);
    }
    return analysis.voiceprint() == null ? Optional.of(NO_SPEECH) : Optional.empty();
  }

  private ProfileRow profile(ProfileRow old, List<EnrollmentRow> own, boolean complete) {
    EnrollLimits needed = limits.get(old.kind());
    double speech = own.stream().mapToDouble(EnrollmentRow::speechLength).sum();
    boolean enough = own.size() >= needed.minCount() && speech >= needed.minSpeech();
    boolean enrolled = complete && old.status() == ProfileStatus.ENROLLED || enough;
    return old.withRunId(runId)
        .withWave(wave)
        .withSettled(true)
        .withStatus(enrolled ? ProfileStatus.ENROLLED : ProfileStatus.ENROLLING)
        .withEnrollmentsCount(own.size())
        .withEnrollmentsLength(own.stream().mapToDouble(EnrollmentRow::audioLength).sum())
        .withEnrollmentsSpeechLength(speech)
        .withVoiceprint(enrolled ? ProfileVoiceprint.of(own) : null)
        .withModel(enrolled ? next.name() : null)
        .withModelFingerprint(next.fingerprintHex())
        .withEnrollmentIds(own.stream().map(EnrollmentRow::enrollmentId).toList())
        .withUpdatedAt(Instant.now());
  }

  private EnrollmentRow row(AnalyzedClaim one, EnrollmentRow former) {
    AudioAnalysis analysis = one.analysis();
    return new EnrollmentRow(
        runId,
        wave,
        one.item().position(),
        one.item().taskId(),
        one.item().profileId(),
        one.item().itemId(),
        one.item().uri(),
        State.DONE,
        null,
        null,
        null,
        analysis.audioLength(),
        analysis.speechLength(),
        analysis.snrDb(),
        former.passPhrase(),
        analysis.voiceprint(),
        next.fingerprintHex(),
        former.phraseFeatures(),
        "",
        Instant.now(),
        EnrollmentProgress.NONE);
  }

  private EnrollmentRow refused(AnalyzedClaim one, Refusal why) {
    return new EnrollmentRow(
        runId,
        wave,
        one.item().position(),
        one.item().taskId(),
        one.item().profileId(),
        one.item().itemId(),
        one.item().uri(),
        why.state(),
        why.fault().type(),
        why.code(),
        why.message(),
        one.analysis().audioLength(),
        null,
        null,
        null,
        null,
        null,
        null,
        "",
        Instant.now(),
        EnrollmentProgress.NONE);
  }
}
