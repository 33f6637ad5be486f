package org.voxmatrix.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogisticSearchTest {

  /** From near and from where Newton's method alone goes astray; the sums come in parts. */
  @ParameterizedTest
  @CsvSource({"0.5, 1", "0.01, 1", "0.5, 300", "0.99, -40"})
  void findsWhatARegressionInMemoryFinds(double prior, double start) {
    Random random = new Random(3);
    int trials = 3000;
    double[][] measures = new double[2][trials];
    double[] targets = new double[trials];
    double[] nonTargets = new double[trials];
    for (int i = 0; i < trials; i++) {
      boolean target = random.nextInt(10) == 0;
      (target ? targets : nonTargets)[i] = 1;
      measures[0][i] = random.nextGaussian() + (target ? 1.5 : 0);
      measures[1][i] = 0.7 * random.nextGaussian() - (target ? 0.4 : 0);
    }
    LogisticSearch search = new LogisticSearch(prior, start, 0, 0);
    while (!search.isOver()) {
      LogisticSearch.Sums sums = LogisticSearch.sums(prior, 3);
      sums.add(pass(search.weights(), prior, measures, targets, 0, 1000));
      sums.add(pass(search.weights(), prior, measures, targets, 1000, trials));
      search.take(sums);
    }
    LogisticRegression expected = LogisticRegression.fit(measures, targets, nonTargets, prior);
    assertThat(search.hasFailed()).isFalse();
    assertThat(search.weights())
        .containsExactly(
            new double[] {expected.slopes()[0], expected.slopes()[1], expected.offset()},
            within(1e-9));
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < trials; i++) {
      double ratio = expected.of(measures[0][i], measures[1][i]);
      lowest = Math.min(lowest, ratio);
      highest = Math.max(highest, ratio);
    }
    assertThat(search.lowest()).isCloseTo(lowest, within(1e-6));
    assertThat(search.highest()).isCloseTo(highest, within(1e-6));
  }

  @Test
  void failsWhereSomeFunctionHasNoErrors() {
    double[][] measures = {{0, 1, 1, 2}, {0, 0, 1, 1}};
    double[] targets = {0, 0, 1, 1};
    LogisticSearch search = new LogisticSearch(0.5, 1, 0, 0);
    while (!search.isOver()) {
      search.take(pass(search.weights(), 0.5, measures, targets, 0, 4));
    }
    assertThat(search.hasFailed()).isTrue();
  }

  @Test
  void failsWithoutTrialsOfAClass() {
    LogisticSearch search = new LogisticSearch(0.5, 1, 0, 0);
    search.take(pass(search.weights(), 0.5, new double[][] {{0, 1}, {1, 0}}, new double[2], 0, 2));
    assertThat(search.hasFailed()).isTrue();
  }

  private static LogisticSearch.Sums pass(
      double[] weights, double prior, double[][] measures, double[] targets, int from, int to) {
    LogisticSearch.Sums sums = LogisticSearch.sums(prior, 3);
    for (int i = from; i < to; i++) {
      double[] values = {measures[0][i], measures[1][i], 1};
      double ratio = weights[0] * values[0] + weights[1] * values[1] + weights[2];
      sums.add(targets[i] == 1, values, ratio);
    }
    return sums;
  }
}
