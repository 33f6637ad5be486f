package org.voxmatrix.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.voxmatrix.error.RequestException;

class LogisticRegressionTest {

  /** At the best function the gradient of the weighted cost is 0: computed here on its own. */
  @Test
  void gradientVanishes() {
    Random random = new Random(3);
    int trials = 4000;
    double[][] measures = new double[3][trials];
    double[] targets = new double[trials];
    double[] nonTargets = new double[trials];
    for (int i = 0; i < trials; i++) {
      boolean target = random.nextInt(10) == 0;
      (target ? targets : nonTargets)[i] = 1;
      measures[0][i] = 3000 + 200 * (random.nextGaussian() + (target ? 1.5 : 0));
      measures[1][i] = 0.01 * random.nextGaussian() + (target ? 0.001 : 0);
      measures[2][i] = 4; // Says nothing.
    }
    for (double prior : new double[] {0.5, 0.01, 0.99}) {
      LogisticRegression fitted = LogisticRegression.fit(measures, targets, nonTargets, prior);
      double[] gradient = new double[3];
      for (int i = 0; i < trials; i++) {
        double ratio = fitted.of(measures[0][i], measures[1][i], 4);
        double posterior = 1 / (1 + (1 - prior) / prior * Math.exp(-ratio));
        double off =
            targets[i] == 1
                ? prior / sum(targets) * (posterior - 1)
                : (1 - prior) / sum(nonTargets) * posterior;
        gradient[0] += off;
        gradient[1] += off * (measures[0][i] - 3000) / 200;
        gradient[2] += off * measures[1][i] / 0.01;
      }
      assertThat(gradient).containsExactly(new double[3], within(1e-12));
      assertThat(fitted.slopes()[2]).isZero();
    }
  }

  @Test
  void refusesWhatSeparates() {
    double[][] scores = {{-2, -1, 1, 2}};
    assertThatThrownBy(
            () ->
                LogisticRegression.fit(
                    scores, new double[] {0, 0, 1, 1}, new double[] {1, 1, 0, 0}, 0.5))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("separate");
  }

  private static double sum(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    return sum;
  }
}
