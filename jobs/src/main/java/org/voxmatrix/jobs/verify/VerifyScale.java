package org.voxmatrix.jobs.verify;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.compare.cohort.CohortNorm;
import org.voxmatrix.jobs.decision.Decision;
import org.voxmatrix.jobs.decision.OpenRule;
import org.voxmatrix.jobs.decision.Strangers;
import org.voxmatrix.jobs.profiles.ProfileRow;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.score.Backend;
import org.voxmatrix.voiceprint.Voiceprint;

/**
 * How claims are scored.
 *
 * @param norm null not to normalize
 * @param profiles their statistics with the cohort, by id
 */
record VerifyScale(
    Decision decision, CohortNorm norm, Map<String, CohortNorm.Statistics> profiles) {

  /**
   * Scores a cohort with the claimed profiles, if the rule has one.
   *
   * @param claimed those that are enrolled and of the model
   * @throws org.voxmatrix.error.RequestException {@code cohort.too-small}, or if the rule has no
   *     threshold
   */
  static VerifyScale of(
      JobContext context,
      ModelBundle bundle,
      VerifySettings settings,
      OpenRule rule,
      Collection<ProfileRow> claimed) {
    List<float[]> gallery = claimed.stream().map(ProfileRow::embedding).toList();
    Strangers strangers = gallery.isEmpty() ? null : rule.strangers(context, bundle, gallery, null);
    Decision decision =
        Decision.verify(
            bundle,
            settings.threshold(),
            settings.rule(),
            rule.scoreKind(),
            rule.calibration(),
            strangers);
    CohortNorm norm = strangers == null ? null : strangers.norm();
    Map<String, CohortNorm.Statistics> statistics = new HashMap<>();
    if (norm != null) {
      claimed.forEach(
          profile ->
              statistics.put(
                  profile.profileId(), norm.of(profile.embedding(), profile.profileId())));
    }
    return new VerifyScale(decision, norm, statistics);
  }

  /** The score of a recording with a profile, before it is calibrated. */
  double score(Backend backend, ProfileRow profile, String recordingId, Voiceprint recording) {
    double score = backend.score(Voiceprint.decode(profile.voiceprint()), recording);
    return norm == null
        ? score
        : CohortNorm.normalized(
            score, profiles.get(profile.profileId()), norm.of(recording.vector(), recordingId));
  }
}
