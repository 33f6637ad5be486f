package org.voxmatrix.jobs;

import java.util.Map;
import java.util.Optional;
import org.voxmatrix.enroll.EnrollRequest;
import org.voxmatrix.enroll.Hearing;
import org.voxmatrix.enroll.ProfileId;
import org.voxmatrix.enroll.ProfileKind;
import org.voxmatrix.enroll.Refusal;
import org.voxmatrix.enroll.Registrar;
import org.voxmatrix.score.Backend;
import org.voxmatrix.tables.ProfileRow;
import org.voxmatrix.tables.ProfileStatus;
import org.voxmatrix.voiceprint.Voiceprint;

/**
 * Decides whether recordings are of the profiles that they claim to be.
 *
 * @param registrar knows the rules of audio and of phrases
 * @param threshold least score of an accepted recording
 * @param profiles those claimed, by id
 * @param firstPhrases features of their first enrollments, by profile id
 */
record Verifier(
    Registrar registrar,
    Backend backend,
    double threshold,
    Map<String, ProfileRow> profiles,
    Map<String, byte[]> firstPhrases) {

  /** What became of a claim: a refusal, or a result with its score. */
  record Verdict(String profileId, Refusal refusal, boolean accepted, double score) {}

  Verdict of(EnrollRequest claim, Hearing heard) {
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
    Optional<Refusal> audio = registrar.audio(heard, profile);
    if (audio.isPresent()) {
      return refused(id.get(), audio.get());
    }
    byte[] firstPhrase = firstPhrases.get(id.get());
    if (!registrar.checkMatches(profile, firstPhrase)) {
      return refused(id.get(), Refusal.OTHER_CHECK);
    }
    double score =
        backend.score(
            Voiceprint.decode(profile.voiceprint()), Voiceprint.decode(heard.voiceprint()));
    boolean said =
        profile.kind().equals(ProfileKind.TEXT_INDEPENDENT.word())
            || registrar.phraseMatches(claim, heard, profile, firstPhrase);
    return new Verdict(id.get(), null, said && score >= threshold, score);
  }

  private static Verdict refused(String profileId, Refusal refusal) {
    return new Verdict(profileId, refusal, false, Double.NaN);
  }
}
