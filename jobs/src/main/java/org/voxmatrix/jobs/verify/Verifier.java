package org.voxmatrix.jobs.verify;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voxmatrix.jobs.profiles.EnrollmentRow;
import org.voxmatrix.jobs.profiles.ProfileId;
import org.voxmatrix.jobs.profiles.ProfileRow;
import org.voxmatrix.jobs.profiles.ProfileStatus;
import org.voxmatrix.jobs.profiles.Refusal;
import org.voxmatrix.jobs.profiles.audio.AudioAnalysis;
import org.voxmatrix.jobs.profiles.audio.AudioRules;
import org.voxmatrix.jobs.profiles.audio.Copies;
import org.voxmatrix.jobs.profiles.audio.ProfileClaim;
import org.voxmatrix.jobs.profiles.audio.RecordingCopy;
import org.voxmatrix.voiceprint.Voiceprint;

/**
 * Decides whether recordings are of the profiles that they claim to be.
 *
 * @param rules of recordings and of phrases
 * @param scale scores and thresholds
 * @param profiles those claimed, by id
 * @param enrollments that they are made of, by id
 */
record Verifier(
    AudioRules rules,
    VerifyScale scale,
    Map<String, ProfileRow> profiles,
    Map<String, EnrollmentRow> enrollments) {

  /** What became of a claim: a refusal, or a result with its score. */
  record Verdict(
      String profileId, Refusal refusal, boolean accepted, double score, boolean replaySuspected) {

    static Verdict refused(String profileId, Refusal refusal) {
      return new Verdict(profileId, refusal, false, Double.NaN, false);
    }
  }

  Verdict of(String recordingId, ProfileClaim claim, AudioAnalysis analysis) {
    Optional<String> id = ProfileId.parse(claim.profileId());
    if (id.isEmpty()) {
      return Verdict.refused(claim.profileId(), Refusal.BAD_PROFILE_ID);
    }
    ProfileRow profile = profiles.get(id.get());
    if (profile == null || profile.status() == ProfileStatus.DELETED) {
      return Verdict.refused(id.get(), Refusal.NO_PROFILE);
    }
    if (profile.status() != ProfileStatus.ENROLLED) {
      return Verdict.refused(id.get(), Refusal.NOT_ENROLLED);
    }
    Optional<Refusal> refusal = rules.audio(analysis, profile);
    if (refusal.isPresent()) {
      return Verdict.refused(id.get(), refusal.get());
    }
    List<EnrollmentRow> own = profile.enrollmentIds().stream().map(enrollments::get).toList();
    byte[] firstPhrase = own.get(0).phraseFeatures();
    if (!rules.checkMatches(profile, firstPhrase)) {
      return Verdict.refused(id.get(), Refusal.OTHER_CHECK);
    }
    double score =
        scale.score(
            rules.backend(), profile, recordingId, Voiceprint.decode(analysis.voiceprint()));
    boolean said = rules.phraseMatches(claim, analysis, profile, firstPhrase);
    boolean replay = RecordingCopy.isAmong(own, analysis, rules.backend());
    boolean present = !replay || rules.copies() == Copies.ALLOW;
    return new Verdict(
        id.get(),
        null,
        said && present && score >= scale.decision().threshold(),
        scale.decision().written(score),
        replay);
  }
}
