package org.voxmatrix.jobs.profiles.audio;

import java.util.Map;
import java.util.Optional;
import org.voxmatrix.jobs.profiles.EnrollLimits;
import org.voxmatrix.jobs.profiles.ProfileKind;
import org.voxmatrix.jobs.profiles.ProfileRow;
import org.voxmatrix.jobs.profiles.Refusal;
import org.voxmatrix.phrase.PassPhrases;
import org.voxmatrix.phrase.PhraseSimilarity;
import org.voxmatrix.score.Backend;

/**
 * The rules of recordings and of phrases, alike for enrollment and for verification.
 *
 * @param limits of each kind
 * @param leastSimilarity of a phrase to the profile's first one, where that is the check
 * @param copies what becomes of copies of the profile's enrollments
 * @param severalSpeakers what becomes of enrollments in which several people speak
 * @param modelFingerprint of the model that analyzed them, 16 hexadecimal digits
 * @param backend scores of that model
 */
public record AudioRules(
    Map<ProfileKind, EnrollLimits> limits,
    PhraseCheck check,
    double leastSimilarity,
    Copies copies,
    SeveralSpeakers severalSpeakers,
    String modelFingerprint,
    Backend backend) {

  /** What the profile's recordings may be. */
  public EnrollLimits limits(ProfileRow profile) {
    return limits.get(profile.kind());
  }

  /**
   * Why a recording cannot be an enrollment of a profile; empty if it can.
   *
   * @param firstPhrase features of the profile's first enrollment, or null
   */
  public Optional<Refusal> firstBroken(
      ProfileClaim claim, AudioAnalysis analysis, ProfileRow profile, byte[] firstPhrase) {
    boolean sameModel =
        profile.modelFingerprint() == null || profile.modelFingerprint().equals(modelFingerprint);
    return AudioRule.firstBroken(
        new AnalyzedAudio(
            analysis,
            profile,
            limits(profile),
            severalSpeakers == SeveralSpeakers.ALLOW || !analysis.hasSeveralSpeakers(),
            phraseMatches(claim, analysis, profile, firstPhrase),
            checkMatches(profile, firstPhrase),
            sameModel));
  }

  /** Why a recording cannot be used to recognise a profile, whatever it says; empty if it can. */
  public Optional<Refusal> audio(AudioAnalysis analysis, ProfileRow profile) {
    ProfileKind own = profile.kind();
    ProfileRow alone = ProfileRow.empty(profile.profileId(), own, profile.locale());
    return AudioRule.firstBroken(
        new AnalyzedAudio(
            analysis,
            alone,
            limits(profile),
            true,
            true,
            true,
            modelFingerprint.equals(profile.modelFingerprint())));
  }

  /**
   * Whether the profile's phrase was analyzed in the way that it is going to be compared.
   *
   * @param firstPhrase features of the profile's first enrollment, or null
   */
  public boolean checkMatches(ProfileRow profile, byte[] firstPhrase) {
    return profile.enrollmentsCount() == 0
        || profile.kind() == ProfileKind.TEXT_INDEPENDENT
        || (check == PhraseCheck.RECOGNITION ? profile.passPhrase() != null : firstPhrase != null);
  }

  /**
   * Whether a recording says what it must.
   *
   * @param firstPhrase features of the profile's first enrollment, or null
   */
  public boolean phraseMatches(
      ProfileClaim claim, AudioAnalysis analysis, ProfileRow profile, byte[] firstPhrase) {
    if (profile.kind() == ProfileKind.TEXT_INDEPENDENT) {
      return true;
    }
    boolean first = profile.enrollmentsCount() == 0;
    String claimed = claim.passPhrase() == null ? null : PassPhrases.normalise(claim.passPhrase());
    if (check == PhraseCheck.RECOGNITION) {
      return analysis.passPhrase() != null
          && (first || analysis.passPhrase().equals(profile.passPhrase()))
          && (claimed == null || analysis.passPhrase().equals(claimed));
    }
    if (analysis.phraseFeatures() == null) {
      return false;
    }
    return first
        || ((claimed == null || claimed.equals(profile.passPhrase()))
            && firstPhrase != null
            && PhraseSimilarity.similarity(firstPhrase, analysis.phraseFeatures())
                >= leastSimilarity);
  }
}
