package org.voxmatrix.jobs.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.voxmatrix.calibrations.QualityMeasure;
import org.voxmatrix.metrics.DetectionCost;
import org.voxmatrix.metrics.ErrorRates;
import org.voxmatrix.metrics.TrialCounts;

/**
 * What is to be known of labelled sets' trials.
 *
 * @param given thresholds whose rates are to be known
 * @param priors whose Bayes thresholds are to be known
 * @param by properties by which trials are told apart
 * @param worst how many of the worst errors are kept
 * @param folds into how many parts the speakers are cut, each of which is then left out once; 1 to
 *     resample the speakers instead
 * @param quality what a function of scores and quality is to be found for; null for none
 */
public record Demand(
    List<Double> given,
    List<Double> priors,
    List<String> by,
    int worst,
    int folds,
    Quality quality) {

  /**
   * @param measures at least one
   * @param prior that the function is best for
   */
  public record Quality(List<QualityMeasure> measures, double prior) {}

  static Demand of(EvaluateSettings settings, int folds, Quality quality) {
    return new Demand(
        settings.thresholds(), settings.priors(), settings.by(), settings.worst(), folds, quality);
  }

  /** All thresholds whose rates are asked for. */
  List<Double> thresholds() {
    List<Double> thresholds = new ArrayList<>(given);
    priors.forEach(prior -> thresholds.add(DetectionCost.of(prior).threshold()));
    return thresholds;
  }

  /** Those of conditions, which share the thresholds of all trials. */
  double[] ofConditions(TrialCounts all) {
    List<Double> thresholds = thresholds();
    thresholds.add(ErrorRates.of(all).equalErrorThreshold());
    return thresholds.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
