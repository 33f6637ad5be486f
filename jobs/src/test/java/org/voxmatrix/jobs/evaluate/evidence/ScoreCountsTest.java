package org.voxmatrix.jobs.evaluate.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.voxmatrix.metrics.ErrorRates;
import org.voxmatrix.metrics.Hull;
import org.voxmatrix.metrics.TrialCounts;

class ScoreCountsTest {

  private static final NormalDistribution NORMAL = new NormalDistribution();

  @Test
  void fewRowsHaveTheRatesOfAllTrials() {
    Random random = new Random(3);
    double[] targets = random.doubles(100_000).map(share -> 2 + probit(share)).toArray();
    double[] nonTargets = random.doubles(400_000).map(ScoreCountsTest::probit).toArray();
    TrialCounts all = TrialCounts.of(targets, nonTargets);

    List<ScoreCount> rows = ScoreCounts.of(all);

    assertThat(rows).hasSizeBetween(500, 4_000);
    TrialCounts few = ScoreCounts.of(rows);
    assertThat(few.targets()).isEqualTo(100_000);
    assertThat(few.nonTargets()).isEqualTo(400_000);
    ErrorRates ratesOfAll = ErrorRates.of(all);
    ErrorRates ratesOfFew = ErrorRates.of(few);
    for (int i = 0; i < few.size(); i++) {
      int same = ratesOfAll.at(few.score(i));
      int here = ratesOfFew.at(few.score(i));
      assertThat(ratesOfFew.missRate(here)).isEqualTo(ratesOfAll.missRate(same));
      assertThat(ratesOfFew.falseAlarmRate(here)).isEqualTo(ratesOfAll.falseAlarmRate(same));
    }
    assertThat(Hull.of(few).equalErrorRate())
        .isCloseTo(Hull.of(all).equalErrorRate(), within(2e-4));
  }

  /** The tails of a DET plot are made of single trials. */
  @Test
  void singleTrialsInTheTailsAreRows() {
    TrialCounts all = TrialCounts.of(new double[] {0.1, 0.9, 0.9, 5}, new double[] {-3, 0.1, 0.2});

    assertThat(ScoreCounts.of(all))
        .containsExactly(
            new ScoreCount(-3, 0, 1),
            new ScoreCount(0.1, 1, 1),
            new ScoreCount(0.2, 0, 1),
            new ScoreCount(0.9, 2, 0),
            new ScoreCount(5, 1, 0));
  }

  private static double probit(double share) {
    return NORMAL.inverseCumulativeProbability(Math.max(share, 1e-12));
  }
}
