package org.voxmatrix.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ImpostorTailTest {

  @Test
  void normalScoresHaveTheirOwnTail() {
    ImpostorTail tail = ImpostorTail.of(normal(200_000));
    // Upper quantiles of the normal distribution with mean 2 and deviation 3.
    assertThat(tail.threshold(0.01)).isCloseTo(2 + 3 * 2.32635, within(0.05));
    assertThat(tail.threshold(1e-6)).isCloseTo(2 + 3 * 4.75342, within(0.1));
    assertThat(tail.rate(tail.threshold(0.003))).isCloseTo(0.003, within(1e-9));
  }

  @Test
  void fewScoresOfOneSpeakerMoveItLittle() {
    double[] strangers = normal(100_000);
    double[] mixed = strangers.clone();
    Arrays.fill(mixed, 0, mixed.length / 100, 40);
    double moved =
        ImpostorTail.of(mixed).threshold(0.001) - ImpostorTail.of(strangers).threshold(0.001);
    assertThat(moved).isBetween(0.0, 1.0);
  }

  @Test
  void outliersAreBeyondTheDeviationOfTheUpperHalf() {
    double[] scores =
        DoubleStream.concat(Arrays.stream(normal(100_000)), DoubleStream.of(90)).toArray();
    assertThat(ImpostorTail.outlier(scores, 3)).isCloseTo(2 + 3 * 3, within(0.1));
  }

  @Test
  void rareErrorsAreExtrapolated() {
    ImpostorTail tail = ImpostorTail.of(normal(10_000));
    assertThat(tail.isExtrapolated(0.0031)).isFalse();
    assertThat(tail.isExtrapolated(0.0029)).isTrue();
  }

  @Test
  void oneScoreHasNoTail() {
    double[] same = new double[100];
    assertThatThrownBy(() -> ImpostorTail.of(same)).isInstanceOf(IllegalArgumentException.class);
  }

  private static double[] normal(int count) {
    Random random = new Random(7);
    return DoubleStream.generate(() -> 2 + 3 * random.nextGaussian()).limit(count).toArray();
  }
}
