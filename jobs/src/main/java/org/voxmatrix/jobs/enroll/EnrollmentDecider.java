package org.voxmatrix.jobs.enroll;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.voxmatrix.jobs.profiles.EnrollLimits;
import org.voxmatrix.jobs.profiles.ProfileId;
import org.voxmatrix.jobs.profiles.ProfileKind;
import org.voxmatrix.jobs.profiles.ProfileRow;
import org.voxmatrix.jobs.profiles.ProfileStatus;
import org.voxmatrix.jobs.profiles.Refusal;
import org.voxmatrix.jobs.profiles.audio.AnalyzedClaim;
import org.voxmatrix.jobs.profiles.audio.AudioAnalysis;
import org.voxmatrix.jobs.profiles.audio.AudioRules;
import org.voxmatrix.jobs.profiles.audio.PhraseCheck;
import org.voxmatrix.jobs.profiles.audio.ProfileClaim;
import org.voxmatrix.phrase.PassPhrases;

/**
 * Decides on one enrollment after the other.
 *
 * @param rules of recordings and of phrases
 * @param locale of a new profile whose row names none
 */
public record EnrollmentDecider(AudioRules rules, Unknown unknown, String locale) {

  /** What becomes of a profile that does not exist. */
  public enum Unknown {
    REFUSED,
    CREATED
  }

  /**
   * What became of an enrollment.
   *
   * @param profile as it is afterwards; null if it was refused
   * @param refusal null if it was accepted
   */
  record Decision(ProfileRow profile, Refusal refusal) {

    static Decision refused(Refusal refusal) {
      return new Decision(null, refusal);
    }
  }

  /**
   * Decides on an enrollment.
   *
   * @param before the profile, or null if it does not exist
   * @param version the profile's next version
   * @param firstPhrase features of the profile's first enrollment, or null
   */
  Decision decide(
      String runId, AnalyzedClaim enrollment, ProfileRow before, long version, byte[] firstPhrase) {
    ProfileClaim claim = enrollment.claim();
    Optional<String> profileId = ProfileId.parse(claim.profileId());
    if (profileId.isEmpty()) {
      return Decision.refused(Refusal.BAD_PROFILE_ID);
    }
    if (before == null && unknown == Unknown.REFUSED) {
      return Decision.refused(Refusal.NO_PROFILE);
    }
    Optional<ProfileKind> asked = kind(claim.kind(), before);
    if (asked.isEmpty()) {
      return Decision.refused(Refusal.BAD_KIND);
    }
    ProfileRow profile =
        before != null
            ? before
            : ProfileRow.empty(
                profileId.get(), asked.get(), Objects.requireNonNullElse(claim.locale(), locale));
    return rules
        .firstBroken(claim, enrollment.analysis(), profile, firstPhrase)
        .map(Decision::refused)
        .orElseGet(() -> new Decision(accepted(runId, enrollment, profile, version), null));
  }

  /** The kind of the profile; empty where what is asked for is unknown, or not the profile's. */
  private Optional<ProfileKind> kind(String asked, ProfileRow before) {
    Optional<ProfileKind> own = Optional.ofNullable(before).map(ProfileRow::kind);
    return ProfileKind.of(asked).filter(wanted -> own.isEmpty() || own.get() == wanted);
  }

  private ProfileRow accepted(
      String runId, AnalyzedClaim enrollment, ProfileRow before, long version) {
    AudioAnalysis analysis = enrollment.analysis();
    List<String> ids = new ArrayList<>(before.enrollmentIds());
    ids.add(enrollment.item().taskId());
    int count = before.enrollmentsCount() + 1;
    double speech = before.enrollmentsSpeechLength() + analysis.speechLength();
    EnrollLimits limits = rules.limits(before);
    boolean enough = count >= limits.minCount() && speech >= limits.minSpeech();
    return before
        .withRunId(runId)
        .withWave(enrollment.item().wave())
        .withVersion(version)
        .withSettled(true)
        .withStatus(enough ? ProfileStatus.ENROLLED : ProfileStatus.ENROLLING)
        .withEnrollmentsCount(count)
        .withEnrollmentsLength(before.enrollmentsLength() + analysis.audioLength())
        .withEnrollmentsSpeechLength(speech)
        .withPassPhrase(phrase(before, analysis, enrollment.claim()))
        .withVoiceprint(null)
        .withModel(null)
        .withModelFingerprint(rules.modelFingerprint())
        .withEnrollmentIds(ids)
        .withUpdatedAt(Instant.now());
  }

  private String phrase(ProfileRow before, AudioAnalysis analysis, ProfileClaim claim) {
    if (before.passPhrase() != null || before.kind() == ProfileKind.TEXT_INDEPENDENT) {
      return before.passPhrase();
    }
    if (rules.check() == PhraseCheck.RECOGNITION) {
      return analysis.passPhrase();
    }
    return claim.passPhrase() == null ? null : PassPhrases.normalise(claim.passPhrase());
  }
}
