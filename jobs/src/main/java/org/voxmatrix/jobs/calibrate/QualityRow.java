package org.voxmatrix.jobs.calibrate;

import java.util.List;
import java.util.stream.IntStream;
import org.voxmatrix.calibrations.CalibrationRow;
import org.voxmatrix.calibrations.QualityMeasure;
import org.voxmatrix.calibrations.QualityTerm;
import org.voxmatrix.jobs.evaluate.pairs.QualityRegression;
import org.voxmatrix.metrics.Hull;
import org.voxmatrix.metrics.LogLikelihoodCost;
import org.voxmatrix.metrics.LogisticRegression;
import org.voxmatrix.metrics.TrialCounts;

/** A calibration of scores and quality. */
final class QualityRow {

  private QualityRow() {}

  /**
   * @param plain the calibration of the same scores alone
   * @param measures in the order of the function's weights
   * @throws org.voxmatrix.error.RequestException {@code calibration.inverted}
   */
  static CalibrationRow of(
      CalibrationRow plain, List<QualityMeasure> measures, QualityRegression found) {
    LogisticRegression function = found.function();
    double slope = CalibrationFit.requireRising(function.slopes()[0]);
    TrialCounts leftOut = found.leftOut();
    return plain
        .withSlope(slope)
        .withOffset(function.offset())
        // Of scores with what quality adds to them: LLR = slope x that + offset.
        .withLowest((found.lowest() - function.offset()) / slope)
        .withHighest((found.highest() - function.offset()) / slope)
        .withCalibratedCllr(LogLikelihoodCost.of(found.ratios()))
        .withCrossValidatedCllr(leftOut == null ? null : LogLikelihoodCost.of(leftOut))
        .withCrossValidatedMinCllr(leftOut == null ? null : Hull.of(leftOut).minimumCost())
        .withMinCllr(Hull.of(found.ratios()).minimumCost())
        .withQuality(
            IntStream.range(0, measures.size())
                .mapToObj(k -> QualityTerm.of(measures.get(k), function.slopes()[k + 1]))
                .toList())
        .withWithoutQualityCllr(plain.calibratedCllr())
        .withWithoutQualityCrossValidatedCllr(plain.crossValidatedCllr());
  }
}
