package org.voxmatrix.jobs.calibrate;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
    double slope = requireRising(fitted.slopes()[0]);
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

  /**
   * A slope of scores.
   *
   * @throws RequestException {@code calibration.inverted}
   */
  static double requireRising(double slope) {
    if (!(slope > 0)) {
      throw new RequestException(
          Fault.CALIBRATION_INVERTED,
          List.of("labels"),
          "Higher scores are not those of one speaker: check that the labels belong to the scores,"
              + " and that scores are not distances.");
    }
    return slope;
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
   * The trials within each fold, by their log-likelihood ratios after a calibration of those
   * without it; nothing if there are no folds, none with both classes, or no calibration of the
   * trials without one of them, which are few then.
   */
  Optional<TrialCounts> crossValidated(ScoredTrials.Folds folds) {
    SortedMap<Double, double[]> ratios = new TreeMap<>();
    for (int fold = 0; fold < folds.within().size(); fold++) {
      Calibration calibration;
      try {
        calibration = of(folds.without().get(fold));
      } catch (RequestException e) {
        return Optional.empty();
      }
      TrialCounts counts = folds.within().get(fold);
      for (int i = 0; i < counts.size(); i++) {
        if (!isEmpty(counts, i)) {
          double[] both =
              ratios.computeIfAbsent(calibration.ratio(counts.score(i)), anew -> new double[2]);
          both[0] += counts.targets(i);
          both[1] += counts.nonTargets(i);
        }
      }
    }
    TrialCounts all =
        TrialCounts.ofSorted(
            ratios.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
            ratios.values().stream().mapToDouble(both -> both[0]).toArray(),
            ratios.values().stream().mapToDouble(both -> both[1]).toArray());
    return all.targets() == 0 || all.nonTargets() == 0 ? Optional.empty() : Optional.of(all);
  }
}
