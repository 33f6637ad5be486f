package org.voxmatrix.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.lang3.SerializationUtils;
import org.junit.jupiter.api.Test;
import org.voxmatrix.metrics.ScoreTally.Between;

class ScoreTallyTest {

  private static final double[] THRESHOLDS = {0.1234567, 5, -0.3};

  private static final float[] TARGETS = {0.1f, 0.5f};

  private final Random random = new Random(5);

  /** A few thousand scores that are often the same, against counting them one by one. */
  @Test
  void isAsExactAsAllScores() {
    float[] targets = scores(700, 0.25f);
    float[] nonTargets = scores(20_000, 0);
    Boundaries boundaries = Boundaries.of(targets, THRESHOLDS);
    ScoreTally tally = new ScoreTally(boundaries);
    tally.addNonTargets(nonTargets, 0, nonTargets.length);

    TrialCounts streamed = tally.with(targets, Between.LOWEST);
    TrialCounts whole = TrialCounts.of(doubles(targets), doubles(nonTargets));

    ErrorRates streamedRates = ErrorRates.of(streamed);
    ErrorRates rates = ErrorRates.of(whole);
    assertThat(tally.count()).isEqualTo(20_000);
    assertThat(Hull.of(streamed).equalErrorRate())
        .isCloseTo(Hull.of(whole).equalErrorRate(), within(1e-15));
    assertThat(Hull.of(streamed).minimumCost())
        .isCloseTo(Hull.of(whole).minimumCost(), within(1e-14));
    for (double prior : new double[] {0.5, 0.05, 0.01, 0.001}) {
      DetectionCost cost = DetectionCost.of(prior);
      assertThat(cost.minimum(streamedRates)).isEqualTo(cost.minimum(rates));
    }
    for (double threshold : THRESHOLDS) {
      int i = rates.at(threshold);
      int j = streamedRates.at(threshold);
      assertThat(streamedRates.falseAlarmRate(j)).isEqualTo(rates.falseAlarmRate(i));
      assertThat(streamedRates.missRate(j)).isEqualTo(rates.missRate(i));
    }
    double cost = 0;
    for (float score : nonTargets) {
      cost += LogLikelihoodCost.ofNonTarget(score) / nonTargets.length;
    }
    assertThat(tally.meanNonTargetCost()).isCloseTo(cost, within(1e-12));
  }

  /** Tasks send what they counted, which is little of what there could be. */
  @Test
  void partsAddUpWhereTheyWereSent() {
    float[] one = scores(300, 0.2f);
    float[] other = scores(500, 0);
    ScoreTally whole = new ScoreTally(Boundaries.grid());
    whole.addNonTargets(one, 0, one.length);
    whole.addNonTargets(other, 0, other.length);
    ScoreTally first = new ScoreTally(Boundaries.grid());
    first.addNonTargets(one, 0, one.length);
    ScoreTally second = new ScoreTally(Boundaries.grid());
    second.addNonTargets(other, 0, other.length);

    byte[] sent = SerializationUtils.serialize(second);
    assertThat(sent.length).isLessThan(12 * other.length + 1_000);
    assertEqual(new ScoreTally(Boundaries.grid()).add(first).add(received(sent)), whole);
    assertEqual(new ScoreTally(Boundaries.grid()).add(received(sent)).add(first), whole);
    ScoreTally both = received(SerializationUtils.serialize(first)).add(received(sent));
    assertThat(both.count()).isEqualTo(800);
    assertThat(received(SerializationUtils.serialize(received(sent))).count()).isEqualTo(500);
  }

  private static ScoreTally received(byte[] sent) {
    return SerializationUtils.deserialize(sent);
  }

  private static void assertEqual(ScoreTally found, ScoreTally expected) {
    assertThat(found.meanNonTargetCost()).isEqualTo(expected.meanNonTargetCost());
    TrialCounts one = found.with(TARGETS, Between.LOWEST);
    TrialCounts other = expected.with(TARGETS, Between.LOWEST);
    assertThat(one.size()).isEqualTo(other.size());
    assertThat(
            IntStream.range(0, one.size())
                .filter(i -> one.nonTargets(i) != other.nonTargets(i))
                .toArray())
        .isEmpty();
  }

  /** Rates at the thresholds for given rates are exact, and the next one of the grid is beyond. */
  @Test
  void thresholdsForRates() {
    float[] targets = scores(50, 0.4f);
    float[] nonTargets = scores(50_000, 0);
    ScoreTally tally = new ScoreTally(Boundaries.of(targets, new double[0]));
    tally.addNonTargets(nonTargets, 0, nonTargets.length);
    ErrorRates rates = ErrorRates.of(tally.with(targets, Between.LOWEST));
    ErrorRates exact = ErrorRates.of(TrialCounts.of(doubles(targets), doubles(nonTargets)));

    for (double rate : new double[] {0.1, 0.01, 0.001}) {
      int i = rates.atFalseAlarmRate(rate);
      double threshold = rates.threshold(i);
      assertThat(rates.falseAlarmRate(i)).isEqualTo(exact.falseAlarmRate(exact.at(threshold)));
      assertThat(rates.falseAlarmRate(i)).isLessThanOrEqualTo(rate);
      assertThat(exact.falseAlarmRate(exact.at(threshold - 0.00025))).isGreaterThan(rate);
    }
  }

  @Test
  void anyOrderOfPartsIsTheSame() {
    float[] targets = scores(300, 0.25f);
    float[] nonTargets = scores(10_000, 0);
    Boundaries boundaries = Boundaries.of(targets, THRESHOLDS);
    ScoreTally whole = new ScoreTally(boundaries);
    whole.addNonTargets(nonTargets, 0, nonTargets.length);
    ScoreTally parts = new ScoreTally(boundaries);
    for (int end = nonTargets.length; end > 0; end -= 1_000) {
      ScoreTally part = new ScoreTally(boundaries);
      part.addNonTargets(nonTargets, end - 1_000, end);
      parts.add(part);
    }

    assertThat(parts.meanNonTargetCost()).isEqualTo(whole.meanNonTargetCost());
    assertEqual(parts, whole);
  }

  @Test
  void softPlus() {
    for (double x = -60; x < 60; x += 0.00137) {
      double exact = x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
      assertThat(SoftPlus.of(x)).isCloseTo(exact, within(1e-13));
    }
    for (float x : new float[] {-1e9f, -41, -40, -39.999f, -0.3f, 0, 0.7f, 39.999f, 40, 41, 1e9f}) {
      double rounded = Math.rint(SoftPlus.of(x) * 1024);
      assertThat(SoftPlus.sum(new float[] {9, x, x}, 1, 3, 1024)).isEqualTo(2 * (long) rounded);
    }
    assertThat(SoftPlus.of(Double.POSITIVE_INFINITY)).isInfinite();
    assertThat(SoftPlus.of(Double.NEGATIVE_INFINITY)).isZero();
  }

  /** Cosines as they come, some of them rounded so that many are the same, and both zeros. */
  private float[] scores(int count, float shift) {
    float[] scores = new float[count];
    for (int i = 0; i < count; i++) {
      float score = (float) (0.1 * random.nextGaussian()) + shift;
      scores[i] = i % 3 == 0 ? Math.round(score * 50) / 50f : score;
    }
    scores[0] = -0f;
    return scores;
  }

  private static double[] doubles(float[] scores) {
    double[] doubles = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      doubles[i] = scores[i];
    }
    return doubles;
  }
}
