package org.voxmatrix.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxmatrix.error.RequestException;

class ErrorRatesTest {

  private static final double EXACT = 1e-15;

  /** Small cases by hand, with ties of targets and non-targets among them. */
  @ParameterizedTest
  @CsvSource({
    "0 2,   1,     0.33333333333333333, 0.5",
    "1,     0 2,   0.33333333333333333, 0.5",
    "0,     1,     0.5,                 1",
    "1,     0,     0,                   0",
    "0 1 2, 1,     0.4,                 0.5",
    "0 1 2, 0.5,   0.25,                0.33333333333333333",
    "0 1 2, 1.5,   0.4,                 0.66666666666666667",
    "1,     0 1 2, 0.4,                 0.5",
    "0.5,   0 1 2, 0.4,                 0.66666666666666667",
    "1.5,   0 1 2, 0.25,                0.33333333333333333"
  })
  void equalErrorRatesOfTies(String targets, String nonTargets, double hull, double interpolated) {
    TrialCounts counts = TrialCounts.of(scores(targets), scores(nonTargets));

    assertThat(Hull.of(counts).equalErrorRate()).isCloseTo(hull, within(EXACT));
    assertThat(ErrorRates.of(counts).equalErrorRate()).isCloseTo(interpolated, within(EXACT));
  }

  /** Scores of two normal distributions that are their own log-likelihood ratios. */
  @Test
  void gaussianScores() {
    int trials = 1_000_000;
    NormalDistribution normal = new NormalDistribution(2, 2);
    double[] targets = new double[trials];
    double[] nonTargets = new double[trials];
    for (int i = 0; i < trials; i++) {
      targets[i] = normal.inverseCumulativeProbability((i + 0.5) / trials);
      nonTargets[i] = -targets[i];
    }
    TrialCounts counts = TrialCounts.of(targets, nonTargets);

    assertThat(ErrorRates.of(counts).equalErrorRate()).isCloseTo(0.1586553, within(1e-6));
    assertThat(Hull.of(counts).equalErrorRate()).isCloseTo(0.1586553, within(1e-6));
    assertThat(LogLikelihoodCost.of(counts)).isCloseTo(0.5140558, within(1e-6));
    assertThat(Hull.of(counts).minimumCost()).isCloseTo(0.5140558, within(1e-5));
    DetectionCost cost = DetectionCost.of(0.01);
    ErrorRates rates = ErrorRates.of(counts);
    assertThat(cost.actual(rates)).isCloseTo(cost.minimum(rates), within(1e-5));
    assertThat(cost.minimumThreshold(rates)).isCloseTo(Math.log(99), within(0.05));
  }

  @Test
  void everyRateByCounting() {
    Random random = new Random(7);
    double[] targets = random.doubles(200).map(x -> Math.rint(30 * x) / 10).toArray();
    double[] nonTargets = random.doubles(300).map(x -> Math.rint(25 * x) / 10 - 0.7).toArray();
    ErrorRates rates = ErrorRates.of(TrialCounts.of(targets, nonTargets));

    for (int i = 0; i < rates.size(); i++) {
      double threshold = rates.threshold(i);
      assertThat(rates.missRate(i))
          .isEqualTo(DoubleStream.of(targets).filter(x -> x < threshold).count() / 200.0);
      assertThat(rates.falseAlarmRate(i))
          .isEqualTo(DoubleStream.of(nonTargets).filter(x -> x >= threshold).count() / 300.0);
    }
    for (double rate : new double[] {0, 0.001, 0.01, 0.1, 0.5, 1}) {
      int alarms = rates.atFalseAlarmRate(rate);
      assertThat(rates.falseAlarmRate(alarms)).isLessThanOrEqualTo(rate);
      assertThat(alarms == 0 || rates.falseAlarmRate(alarms - 1) > rate).isTrue();
      int misses = rates.atMissRate(rate);
      assertThat(rates.missRate(misses)).isLessThanOrEqualTo(rate);
      assertThat(misses == rates.size() - 1 || rates.missRate(misses + 1) > rate).isTrue();
    }
    assertThat(rates.at(1.23)).isEqualTo(rates.at(1.3));
    assertThat(rates.threshold(rates.at(1.23))).isEqualTo(1.3);
  }

  /** The best cost of each prior bounds the hull: its equal error rate is their largest. */
  @Test
  void hullIsTheWorstOfTheLeastCosts() {
    Random random = new Random(8);
    double[] targets = random.doubles(150).map(x -> Math.rint(40 * x)).toArray();
    double[] nonTargets = random.doubles(400).map(x -> Math.rint(40 * x) - 12).toArray();
    TrialCounts counts = TrialCounts.of(targets, nonTargets);
    ErrorRates rates = ErrorRates.of(counts);

    double worst =
        DoubleStream.iterate(0.0001, p -> p < 1, p -> p + 0.0001)
            .map(prior -> DetectionCost.of(prior).minimum(rates))
            .max()
            .orElseThrow();

    assertThat(Hull.of(counts).equalErrorRate()).isCloseTo(worst, within(1e-4));
    assertThat(Hull.of(counts).equalErrorRate()).isGreaterThanOrEqualTo(worst - EXACT);
  }

  @Test
  void orderAndSignOfZeroDecideNothing() {
    TrialCounts counts = TrialCounts.of(new double[] {2, -0.0, 1}, new double[] {0.0, 1, -3});

    assertThat(counts.size()).isEqualTo(4);
    assertThat(counts.targets(1)).isEqualTo(1);
    assertThat(counts.nonTargets(1)).isEqualTo(1);
  }

  @Test
  void wantsBothClassesAndNumbers() {
    assertThatThrownBy(() -> TrialCounts.of(new double[] {1}, new double[0]))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("1 target and 0 non-target trials");
    assertThatThrownBy(() -> TrialCounts.of(new double[] {1, Double.NaN}, new double[] {0}))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("not a number");
  }

  private static double[] scores(String words) {
    return Arrays.stream(words.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }
}
