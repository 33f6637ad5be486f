package org.voxmatrix.jobs.verify;

import java.util.Map;
import java.util.Optional;
import org.voxmatrix.jobs.profiles.ProfileId;
import org.voxmatrix.jobs.profiles.ProfileRow;
import org.voxmatrix.jobs.profiles.ProfileStatus;
import org.voxmatrix.jobs.profiles.Refusal;
import org.voxmatrix.jobs.profiles.audio.AudioAnalysis;
import org.voxmatrix.jobs.profiles.audio.AudioRules;
import org.voxmatrix.jobs.profiles.audio.ProfileClaim;
import org.voxmatrix.score.Backend;
import org.voxmatrix.voiceprint.Voiceprint;

/**
 * Decides whether recordings are of the profiles that they claim to be.
 *
 * @param rules of recordings and of phrases
 * @param threshold least score of an accepted recording
 * @param profiles those claimed, by id
 * @param firstPhrases features of their first enrollments, by profile id
 */
record Verifier(
    AudioRules rules,
    Backend backend,
    double threshold,
    Map<String, ProfileRow> profiles,
    Map<String, byte[]> firstPhrases) {

  /** What became of a claim: a refusal, or a result with its score. */
  record Verdict(String profileId, Refusal refusal, boolean accepted, double score) {}

  Verdict of(ProfileClaim claim, AudioAnalysis analysis) {
    Optional<String> id = ProfileId.parse(claim.profileId());
    if (id.isEmpty()) {
      return refused(claim.profileId(), Refusal.BAD_PROFILE_ID);
    }
    ProfileRow profile = profiles.get(id.get());
    if (profile == null || profile.status() == ProfileStatus.DELETED) {
      return refused(id.get(), Refusal.NO_PROFILE);
    }
    if (profile.status() != ProfileStatus.ENROLLED) {
      return refused(id.get(), Refusal.NOT_ENROLLED);
    }
    Optional<Refusal> refusal = rules.audio(analysis, profile);
    if (refusal.isPresent()) {
      return refused(id.get(), refusal.get());
    }
    byte[] firstPhrase = firstPhrases.get(id.get());
    if (!rules.checkMatches(profile, firstPhrase)) {
      return refused(id.get(), Refusal.OTHER_CHECK);
    }
    double score =
        backend.score(
            Voiceprint.decode(profile.voiceprint()), Voiceprint.decode(analysis.voiceprint()));
    boolean said = rules.phraseMatches(claim, analysis, profile, firstPhrase);
    return new Verdict(id.get(), null, said && score >= threshold, score);
  }

  private static Verdict refused(String profileId, Refusal refusal) {
    return new Verdict(profileId, refusal, false, Double.NaN);
  }
}
