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
import org.voxmatrix.jobs.profiles.audio.AudioAnalysis;
import org.voxmatrix.jobs.profiles.audio.AudioRules;
import org.voxmatrix.jobs.profiles.audio.PhraseCheck;
import org.voxmatrix.jobs.profiles.audio.ProfileClaim;
import org.voxmatrix.phrase.PassPhrases;

/**
 * Decides on one enrollment after the other.
 *
 * @param rules of audio and of phrases
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
   * @param profile as it is afterwards; null where it was refused
   * @param refusal null where it was accepted
   */
  public record Decision(ProfileRow profile, Refusal refusal) {

    static Decision refused(Refusal refusal) {
      return new Decision(null, refusal);
    }
  }

  /** Where an enrollment stands. */
  public record Place(String runId, int wave, String enrollmentId) {}

  /**
   * Decides on an enrollment.
   *
   * @param before the profile, or null where it does not exist
   * @param version the profile's next version
   * @param firstPhrase features of the profile's first enrollment, or null
   */
  public Decision decide(
      ProfileClaim request,
      AudioAnalysis heard,
      ProfileRow before,
      long version,
      byte[] firstPhrase,
      Place place) {
    Optional<String> profileId = ProfileId.parse(request.profileId());
    if (profileId.isEmpty()) {
      return Decision.refused(Refusal.BAD_PROFILE_ID);
    }
    if (before == null && unknown == Unknown.REFUSED) {
      return Decision.refused(Refusal.NO_PROFILE);
    }
    Optional<ProfileKind> asked = kind(request.kind(), before);
    if (asked.isEmpty()) {
      return Decision.refused(Refusal.BAD_KIND);
    }
    if (heard.failure() != null) {
      return Decision.refused(Refusal.INTERNAL);
    }
    ProfileRow profile =
        before != null
            ? before
            : ProfileRow.empty(
                profileId.get(), asked.get(), Objects.requireNonNullElse(request.locale(), locale));
    return rules
        .firstBroken(request, heard, profile, asked.get(), firstPhrase)
        .map(Decision::refused)
        .orElseGet(
            () ->
                new Decision(
                    accepted(
                        heard, profile, rules.limits().get(asked.get()), request, version, place),
                    null));
  }

  /** The kind of the profile; empty where what is asked for is unknown, or not the profile's. */
  private Optional<ProfileKind> kind(String asked, ProfileRow before) {
    Optional<ProfileKind> own = before == null ? Optional.empty() : ProfileKind.of(before.kind());
    return ProfileKind.of(asked).filter(wanted -> own.isEmpty() || own.get() == wanted);
  }

  private ProfileRow accepted(
      AudioAnalysis heard,
      ProfileRow before,
      EnrollLimits limits,
      ProfileClaim request,
      long version,
      Place place) {
    List<String> ids = new ArrayList<>(before.enrollmentIds());
    ids.add(place.enrollmentId());
    int count = before.enrollmentsCount() + 1;
    double speech = before.enrollmentsSpeechLength() + heard.speechLength();
    boolean enough = count >= limits.minCount() && speech >= limits.minSpeech();
    return new ProfileRow(
        place.runId(),
        place.wave(),
        before.profileId(),
        version,
        true,
        enough ? ProfileStatus.ENROLLED : ProfileStatus.ENROLLING,
        before.kind(),
        before.locale(),
        count,
        before.enrollmentsLength() + heard.audioLength(),
        speech,
        phrase(before, heard, request),
        null,
        null,
        rules.modelFingerprint(),
        ids,
        before.createdAt(),
        Instant.now());
  }

  private String phrase(ProfileRow before, AudioAnalysis heard, ProfileClaim request) {
    if (before.passPhrase() != null || before.kind().equals(ProfileKind.TEXT_INDEPENDENT.word())) {
      return before.passPhrase();
    }
    if (rules.check() == PhraseCheck.RECOGNITION) {
      return heard.passPhrase();
    }
    return request.passPhrase() == null ? null : PassPhrases.normalise(request.passPhrase());
  }
}
