package org.voxmatrix.jobs.identify;

import java.util.List;
import org.voxmatrix.jobs.decision.Decision;
import org.voxmatrix.jobs.identify.IdentificationRow.Ranked;
import org.voxmatrix.jobs.profiles.ProfileId;

/** Says who speaks, by the best score. */
record Identifier(Decision decision) {

  /** The profile, or the id of all zeros. */
  String profileId(List<Ranked> ranking) {
    return isIdentified(ranking) ? ranking.get(0).profileId() : ProfileId.NOBODY;
  }

  /** How sure that is; if no profile is identified: the further below the bands, the surer. */
  String confidence(List<Ranked> ranking) {
    double score = ranking.isEmpty() ? Double.NEGATIVE_INFINITY : ranking.get(0).score();
    if (isIdentified(ranking)) {
      return score >= decision.high() ? "High" : score >= decision.normal() ? "Normal" : "Low";
    }
    return score < decision.low() ? "High" : score < decision.normal() ? "Normal" : "Low";
  }

  /** The profiles with their scores as they are written. */
  List<Ranked> written(List<Ranked> ranking) {
    return ranking.stream()
        .map(one -> new Ranked(one.profileId(), decision.written(one.score())))
        .toList();
  }

  private boolean isIdentified(List<Ranked> ranking) {
    return !ranking.isEmpty() && ranking.get(0).score() >= decision.threshold();
  }
}
