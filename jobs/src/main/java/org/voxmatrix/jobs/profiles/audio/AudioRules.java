package org.voxmatrix.jobs.profiles.audio;

import java.util.Map;
import java.util.Optional;
import org.voxmatrix.jobs.profiles.EnrollLimits;
import org.voxmatrix.jobs.profiles.ProfileKind;
import org.voxmatrix.jobs.profiles.ProfileRow;
import org.voxmatrix.jobs.profiles.Refusal;
import org.voxmatrix.phrase.PassPhrases;
import org.voxmatrix.phrase.PhraseSimilarity;

/**
 * The rules of audio and of phrases, alike for enrollment and for verification.
 *
 * @param limits of each kind
 * @param leastSimilarity of a phrase to the profile's first one, where that is the check
 * @param modelFingerprint of the model that analyzed the audio, 16 hexadecimal digits
 */
public record AudioRules(
    Map<ProfileKind, EnrollLimits> limits,
    PhraseCheck check,
    double leastSimilarity,
    String modelFingerprint) {

  /**
   * Why an audio cannot be an enrollment of a profile; empty if it can.
   *
   * @param firstPhrase features of the profile's first enrollment, or null
   */
  public Optional<Refusal> firstBroken(
      ProfileClaim claim,
      AudioAnalysis heard,
      ProfileRow profile,
      ProfileKind kind,
      byte[] firstPhrase) {
    boolean sameModel =
        profile.modelFingerprint() == null || profile.modelFingerprint().equals(modelFingerprint);
    return AudioRule.firstBroken(
        new AnalyzedAudio(
            heard,
            profile,
            limits.get(kind),
            kind == ProfileKind.TEXT_INDEPENDENT
                || phraseMatches(claim, heard, profile, firstPhrase),
            checkMatches(profile, firstPhrase),
            sameModel));
  }

  /** Why an audio cannot be used to recognise a profile, whatever it says; empty if it can. */
  public Optional<Refusal> audio(AudioAnalysis heard, ProfileRow profile) {
    if (heard.failure() != null) {
      return Optional.of(Refusal.INTERNAL);
    }
    ProfileKind own = ProfileKind.of(profile.kind()).orElseThrow();
    ProfileRow alone = ProfileRow.empty(profile.profileId(), own, profile.locale());
    return AudioRule.firstBroken(
        new AnalyzedAudio(
            heard,
            alone,
            limits.get(own),
            true,
            true,
            modelFingerprint.equals(profile.modelFingerprint())));
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
      ProfileClaim request, AudioAnalysis heard, ProfileRow profile, byte[] firstPhrase) {
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
}
