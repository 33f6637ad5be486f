package org.voxmatrix.enroll;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.voxmatrix.phrase.PassPhrases;
import org.voxmatrix.phrase.PhraseSimilarity;
import org.voxmatrix.tables.ProfileRow;
import org.voxmatrix.tables.ProfileStatus;

/**
 * Decides on one enrollment after the other.
 *
 * @param limits of each kind
 * @param locale of a new profile whose row names none
 * @param modelFingerprint of the model that heard the audio, 16 hexadecimal digits
 */
public record Registrar(
    Map<ProfileKind, EnrollLimits> limits,
    Unknown unknown,
    String locale,
    PhraseCheck check,
    double leastSimilarity,
    String modelFingerprint) {

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
      EnrollRequest request,
      Hearing heard,
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
        before != null ? before : created(profileId.get(), asked.get(), request.locale());
    boolean sameModel =
        profile.modelFingerprint() == null || profile.modelFingerprint().equals(modelFingerprint);
    Candidate candidate =
        new Candidate(
            heard,
            profile,
            limits.get(asked.get()),
            asked.get() == ProfileKind.TEXT_INDEPENDENT
                || phraseMatches(request, heard, profile, firstPhrase),
            checkMatches(profile, firstPhrase),
            sameModel);
    return Rule.firstBroken(candidate)
        .map(Decision::refused)
        .orElseGet(() -> new Decision(accepted(candidate, request, version, place), null));
  }

  /** Why an audio cannot be used to recognise a profile, whatever it says; empty if it can. */
  public Optional<Refusal> audio(Hearing heard, ProfileRow profile) {
    if (heard.failure() != null) {
      return Optional.of(Refusal.INTERNAL);
    }
    ProfileKind own = ProfileKind.of(profile.kind()).orElseThrow();
    ProfileRow alone = created(profile.profileId(), own, profile.locale());
    return Rule.firstBroken(
        new Candidate(
            heard,
            alone,
            limits.get(own),
            true,
            true,
            modelFingerprint.equals(profile.modelFingerprint())));
  }

  /** The kind of the profile; empty where what is asked for is unknown, or not the profile's. */
  private Optional<ProfileKind> kind(String asked, ProfileRow before) {
    Optional<ProfileKind> own = before == null ? Optional.empty() : ProfileKind.of(before.kind());
    return ProfileKind.of(asked).filter(wanted -> own.isEmpty() || own.get() == wanted);
  }

  /**
   * Whether the profile's phrase was heard in the way that it is going to be compared.
   *
   * @param firstPhrase features of the profile's first enrollment, or null
   */
  public boolean checkMatches(ProfileRow profile, byte[] firstPhrase) {
    return profile.enrollmentsCount() == 0
        || profile.kind().equals(ProfileKind.TEXT_INDEPENDENT.word())
        || (check == PhraseCheck.RECOGNITION ? profile.passPhrase() != null : firstPhrase != null);
  }

  /**
   * Whether an audio says what it must.
   *
   * @param firstPhrase features of the profile's first enrollment, or null
   */
  public boolean phraseMatches(
      EnrollRequest request, Hearing heard, ProfileRow profile, byte[] firstPhrase) {
    boolean first = profile.enrollmentsCount() == 0;
    String claimed =
        request.passPhrase() == null ? null : PassPhrases.normalise(request.passPhrase());
    if (check == PhraseCheck.RECOGNITION) {
      return heard.passPhrase() != null
          && (first || heard.passPhrase().equals(profile.passPhrase()))
          && (claimed == null || heard.passPhrase().equals(claimed));
    }
    if (heard.phraseFeatures() == null) {
      return false;
    }
    return first
        || ((claimed == null || claimed.equals(profile.passPhrase()))
            && firstPhrase != null
            && PhraseSimilarity.similarity(firstPhrase, heard.phraseFeatures()) >= leastSimilarity);
  }

  private ProfileRow created(String profileId, ProfileKind kindOfNew, String localeOfNew) {
    Instant now = Instant.now();
    return new ProfileRow(
        null,
        0,
        profileId,
        0,
        true,
        ProfileStatus.ENROLLING,
        kindOfNew.word(),
        Objects.requireNonNullElse(localeOfNew, locale),
        0,
        0,
        0,
        null,
        null,
        null,
        null,
        List.of(),
        now,
        now);
  }

  private ProfileRow accepted(
      Candidate candidate, EnrollRequest request, long version, Place place) {
    ProfileRow before = candidate.profile();
    Hearing heard = candidate.heard();
    List<String> ids = new ArrayList<>(before.enrollmentIds());
    ids.add(place.enrollmentId());
    int count = before.enrollmentsCount() + 1;
    double speech = before.enrollmentsSpeechLength() + heard.speechLength();
    boolean enough =
        count >= candidate.limits().minCount() && speech >= candidate.limits().minSpeech();
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
        modelFingerprint,
        ids,
        before.createdAt(),
        Instant.now());
  }

  private String phrase(ProfileRow before, Hearing heard, EnrollRequest request) {
    if (before.passPhrase() != null || before.kind().equals(ProfileKind.TEXT_INDEPENDENT.word())) {
      return before.passPhrase();
    }
    if (check == PhraseCheck.RECOGNITION) {
      return heard.passPhrase();
    }
    return request.passPhrase() == null ? null : PassPhrases.normalise(request.passPhrase());
  }
}
