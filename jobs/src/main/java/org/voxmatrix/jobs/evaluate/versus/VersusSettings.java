package org.voxmatrix.jobs.evaluate.versus;

import java.util.List;
import java.util.Map;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.RunPlan;
import org.voxmatrix.jobs.compare.SetSource;
import org.voxmatrix.jobs.evaluate.TrialChoice;

/**
 * What a comparison of two systems is to do.
 *
 * @param first one system's scores, with the trials
 * @param second the other's: a text file, or {@code run:ID} of a comparison
 * @param skipUnlabelled whether listed trials without a speaker are left out, not refused
 * @param priors how probable a target trial is in the applications that costs are stated for
 */
public record VersusSettings(
    TrialChoice first, String second, boolean skipUnlabelled, List<Double> priors) {

  /**
   * @throws RequestException {@code request.bad-value}
   */
  public VersusSettings {
    priors = List.copyOf(priors);
    if (first != null) {
      boolean ofRun = SetSource.isRun(first.scores()) || SetSource.isRun(second);
      if (ofRun && first.labels() == null && first.trials() == null) {
        throw RequestException.badValue(
            "labels", "The scores of a run have no labels: give labels or trials.");
      }
    }
    for (double prior : priors) {
      if (!(prior > 0 && prior < 1)) {
        throw RequestException.badValue(
            "prior", "prior is %s; it must be above 0 and below 1.".formatted(prior));
      }
    }
  }

  RunPlan plan(String identity) {
    return RunPlan.of(
        "evaluate",
        new VersusSettings(null, null, skipUnlabelled, priors),
        new VersusSettings(null, null, false, List.of()),
        Map.of("versus_sha256", identity),
        null,
        null);
  }
}
