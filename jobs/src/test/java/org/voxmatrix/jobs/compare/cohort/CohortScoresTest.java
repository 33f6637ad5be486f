package org.voxmatrix.jobs.compare.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CohortScoresTest {

  private final Random random = new Random(4);

  /** Against a sort of all scores; {@code steps} makes many of them equal. */
  @ParameterizedTest
  @CsvSource({
    "20, 1000, 0",
    "20, 1000, 7",
    "200, 5000, 0",
    "200, 5000, 20",
    "200, 150, 0",
    "700, 6000, 0",
    "1500, 6000, 0",
    "40, 40, 0",
    "2, 90, 1"
  })
  void statisticsOfTheBest(int most, int cohort, int steps) {
    float[][] scores = new float[5][cohort];
    CohortScores kept = CohortLook.scores(scores.length, most, cohort);
    for (float[] one : scores) {
      for (int i = 0; i < cohort; i++) {
        double score = 0.1 * random.nextGaussian();
        one[i] = (float) (steps == 0 ? score : Math.rint(score * 10 * steps) / steps);
      }
    }
    Arrays.fill(scores[3], 0.3f);
    Arrays.sort(scores[4]); // Each score is among the best so far.
    for (int from = 0; from < cohort; from += 32) {
      for (int member = 0; member < scores.length; member++) {
        kept.add(member, scores[member], from, Math.min(from + 32, cohort));
      }
    }

    CohortScores.Statistics found = kept.statistics();
    for (int member = 0; member < scores.length; member++) {
      Arrays.sort(scores[member]);
      double[] best = new double[Math.min(most, cohort)];
      for (int i = 0; i < best.length; i++) {
        best[i] = scores[member][cohort - best.length + i];
      }
      double mean = Arrays.stream(best).average().orElseThrow();
      double variance =
          Arrays.stream(best).map(s -> (s - mean) * (s - mean)).average().orElseThrow();
      assertThat(found.counts()[member]).isEqualTo(best.length);
      assertThat(found.means()[member]).isCloseTo(mean, within(1e-14));
      assertThat(found.deviations()[member]).isCloseTo(Math.sqrt(variance), within(1e-14));
    }
    assertThat(found.deviations()[3]).isZero();
  }

  /** Whoever is alone in the cohort has no score with it. */
  @ParameterizedTest
  @CsvSource({"3, 9", "9, 9"})
  void noScores(int most, int cohort) {
    CohortScores.Statistics none = CohortLook.scores(1, most, cohort).statistics();
    assertThat(none.counts()).containsExactly(0);
    assertThat(none.deviations()[0]).isNaN();
  }
}
