package org.voxmatrix.jobs.calibrate;

import java.util.List;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.evaluate.ScoredTrials;
import org.voxmatrix.metrics.LogLikelihoodCost;
import org.voxmatrix.metrics.LogisticRegression;
import org.voxmatrix.metrics.TrialCounts;
import org.voxmatrix.score.Calibration;

/** Fits calibrations to trials. */
final class CalibrationFit {

  private final double prior;

  CalibrationFit(double prior) {
    this.prior = prior;
  }

  /**
   * The best calibration of some trials.
   *
   * @throws RequestException {@code calibration.separable} or {@code calibration.inverted}
   */
  Calibration of(TrialCounts counts) {
    LogisticRegression fitted = LogisticRegression.fit(counts, prior);
    double slope = fitted.slopes()[0];
    if (!(slope > 0)) {
      throw new RequestException(
          Fault.CALIBRATION_INVERTED,
          List.of("labels"),
          "Higher scores are not those of one speaker: check that the labels belong to the scores,"
              + " and that scores are not distances.");
    }
    int first = 0;
    while (isEmpty(counts, first)) {
      first++;
    }
    int last = counts.size() - 1;
    while (isEmpty(counts, last)) {
      last--;
    }
    return new Calibration(slope, fitted.offset(), counts.score(first), counts.score(last));
  }

  private static boolean isEmpty(TrialCounts counts, int i) {
    return counts.targets(i) == 0 && counts.nonTargets(i) == 0;
  }

  /** The cost of trials after a calibration, in bits. */
  static double cost(TrialCounts counts, Calibration calibration) {
    double targets = 0;
    double nonTargets = 0;
    for (int i = 0; i < counts.size(); i++) {
      double ratio = calibration.ratio(counts.score(i));
      targets += counts.targets(i) * LogLikelihoodCost.ofTarget(ratio);
      nonTargets += counts.nonTargets(i) * LogLikelihoodCost.ofNonTarget(ratio);
    }
    return (targets / counts.targets() + nonTargets / counts.nonTargets()) / 2;
  }

  /**
   * The cost of the trials within each fold after a calibration of those without it, in bits; null
   * if there are no folds, or none with both classes.
   */
  Double crossValidated(ScoredTrials.Folds folds) {
    double targets = 0;
    double nonTargets = 0;
    double targetCost = 0;
    double nonTargetCost = 0;
    for (int fold = 0; fold < folds.within().size(); fold++) {
      Calibration calibration = of(folds.without().get(fold));
      TrialCounts counts = folds.within().get(fold);
      for (int i = 0; i < counts.size(); i++) {
        double ratio = calibration.ratio(counts.score(i));
        targetCost += counts.targets(i) * LogLikelihoodCost.ofTarget(ratio);
        nonTargetCost += counts.nonTargets(i) * LogLikelihoodCost.ofNonTarget(ratio);
      }
      targets += counts.targets();
      nonTargets += counts.nonTargets();
    }
    return targets == 0 || nonTargets == 0
        ? null
        : Double.valueOf((targetCost / targets + nonTargetCost / nonTargets) / 2);
  }
}
