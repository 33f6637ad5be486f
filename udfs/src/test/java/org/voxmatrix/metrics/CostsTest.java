package org.voxmatrix.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CostsTest {

  /** Ties that favour targets would give less. */
  @Test
  void poolsTies() {
    TrialCounts tied = TrialCounts.of(new double[] {1, 1, 2}, new double[] {0, 1, 1});
    // Pools {0}, {1}, {2}: at 1 two of each, in equal shares of their classes.
    double expected = (2 * 1.0 / 3 + 2 * 1.0 / 3) / 2;

    assertThat(Hull.of(tied).minimumCost()).isCloseTo(expected, within(1e-15));
  }

  @Test
  void knownCosts() {
    TrialCounts blind = TrialCounts.of(new double[] {0, 0}, new double[] {0});
    TrialCounts perfect =
        TrialCounts.of(
            new double[] {Double.POSITIVE_INFINITY}, new double[] {Double.NEGATIVE_INFINITY});
    TrialCounts wrong = TrialCounts.of(new double[] {-1000}, new double[] {1000});

    assertThat(LogLikelihoodCost.of(blind)).isEqualTo(1);
    assertThat(Hull.of(blind).minimumCost()).isEqualTo(1);
    assertThat(LogLikelihoodCost.of(perfect)).isEqualTo(0);
    assertThat(LogLikelihoodCost.of(wrong)).isCloseTo(1000 / Math.log(2), within(1e-9));
    assertThat(Hull.of(wrong).minimumCost()).isEqualTo(1);
  }

  /** No shift and scale of scores costs less than the least cost. */
  @Test
  void leastCostIsBelowEveryCalibration() {
    Random random = new Random(1);
    double[] targets = random.doubles(200).map(x -> 3 * x).toArray();
    double[] nonTargets = random.doubles(300).map(x -> 3 * x - 1.5).toArray();
    double least = Hull.of(TrialCounts.of(targets, nonTargets)).minimumCost();

    double best = 1;
    for (double slope = 0.1; slope < 8; slope += 0.1) {
      for (double offset = -4; offset < 4; offset += 0.1) {
        double a = slope;
        double b = offset;
        TrialCounts moved =
            TrialCounts.of(
                Arrays.stream(targets).map(x -> a * x + b).toArray(),
                Arrays.stream(nonTargets).map(x -> a * x + b).toArray());
        best = Math.min(best, LogLikelihoodCost.of(moved));
      }
    }
    assertThat(least).isLessThan(best).isGreaterThan(best - 0.2);
  }

  /** Both examples of ROCAnalysis.jl (MIT), whose results are those of pROC. */
  @Test
  void deLong() {
    DeLong first =
        DeLong.of(
            new double[] {0.6, 0.7, 0.8},
            new double[] {0.1, 0.2},
            new double[] {0.2, 0.7, 0.9},
            new double[] {0.3, 0.6});
    DeLong second =
        DeLong.of(
            new double[] {0.6, 0.7, 0.8, 0.99, 0.8, 0.67, 0.5},
            new double[] {0.1, 0.2, 0.05, 0.3, 0.1, 0.6},
            new double[] {0.23, 0.7, 0.9, 0.4, 0.77, 0.3, 0.89},
            new double[] {0.3, 0.6, 0.2, 0.1, 0.1, 0.9});

    assertThat(first.probability()).isCloseTo(0.3173, within(5e-5));
    assertThat(second.probability()).isCloseTo(0.09453, within(5e-6));
    assertThat(first.first()).isEqualTo(1);
  }
}
