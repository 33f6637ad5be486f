package org.voxmatrix.jobs.identify;

import java.util.List;
import org.voxmatrix.jobs.identify.IdentificationRow.Ranked;
import org.voxmatrix.jobs.profiles.DecisionThresholds;
import org.voxmatrix.jobs.profiles.ProfileId;
import org.voxmatrix.model.ModelBundle;

/**
 * Says who speaks, by the best score.
 *
 * @param threshold least score of an identified profile
 * @param high least score that is surely of one speaker
 * @param normal least score that is likely of one speaker
 * @param low score below which it is hardly one speaker
 */
record Identifier(double threshold, double high, double normal, double low) {

  static Identifier of(ModelBundle bundle, double threshold) {
    return new Identifier(
        threshold,
        DecisionThresholds.band(bundle, "high"),
        DecisionThresholds.band(bundle, "normal"),
        DecisionThresholds.band(bundle, "low"));
  }

  /** The profile, or the id of all zeros. */
  String profileId(List<Ranked> ranking) {
    return isIdentified(ranking) ? ranking.get(0).profileId() : ProfileId.NOBODY;
  }

  /** How sure that is; if no profile is identified: the further below the bands, the surer. */
  String confidence(List<Ranked> ranking) {
    double score = ranking.isEmpty() ? Double.NEGATIVE_INFINITY : ranking.get(0).score();
    if (isIdentified(ranking)) {
      return score >= high ? "High" : score >= normal ? "Normal" : "Low";
    }
    return score < low ? "High" : score < normal ? "Normal" : "Low";
  }

  private boolean isIdentified(List<Ranked> ranking) {
    return !ranking.isEmpty() && ranking.get(0).score() >= threshold;
  }
}
