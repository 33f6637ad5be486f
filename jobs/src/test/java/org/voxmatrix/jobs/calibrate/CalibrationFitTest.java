package org.voxmatrix.jobs.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.voxmatrix.jobs.evaluate.ScoredTrials;
import org.voxmatrix.metrics.TrialCounts;

class CalibrationFitTest {

  private static final TrialCounts OVERLAPPING =
      TrialCounts.of(new double[] {0.3, 0.6, 0.8}, new double[] {-0.1, 0.1, 0.5});
  private static final TrialCounts SEPARABLE =
      TrialCounts.of(new double[] {0.6, 0.8}, new double[] {-0.1, 0.1});

  /** All of the trials still have one. */
  @Test
  void aFoldWithoutWhichThereIsNoCalibrationLeavesTheRestUncrossed() {
    CalibrationFit fit = new CalibrationFit(0.5);
    List<TrialCounts> within = List.of(OVERLAPPING, SEPARABLE);

    assertThat(fit.of(OVERLAPPING).slope()).isPositive();
    assertThat(
            fit.crossValidated(new ScoredTrials.Folds(List.of(OVERLAPPING, OVERLAPPING), within)))
        .hasValueSatisfying(all -> assertThat(all.targets()).isEqualTo(5));
    assertThat(fit.crossValidated(new ScoredTrials.Folds(List.of(SEPARABLE, OVERLAPPING), within)))
        .isEmpty();
  }
}
