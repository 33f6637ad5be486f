package org.voxmatrix.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OpenSetTest {

  private static final int PEOPLE = 9;
  private static final double[] THRESHOLDS = {-1, 0, 0.5, 1, 1.5, 2};

  private final Random random = new Random(5);

  /** Against all galleries that can be drawn, one after the other. */
  @Test
  void ratesAreTheMeanOverAllGalleries() {
    List<double[]> probes = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      // Coarse, so that scores tie.
      probes.add(IntStream.range(0, PEOPLE).mapToDouble(k -> random.nextInt(9) / 4.0).toArray());
    }
    OpenSet trials = new OpenSet();
    for (int i = 0; i < probes.size(); i++) {
      if (i % 3 == 0) {
        trials.addStranger(probes.get(i));
      } else {
        trials.addKnown(probes.get(i)[own(i)], without(probes.get(i), own(i)));
      }
    }
    for (int gallery = 1; gallery <= PEOPLE; gallery++) {
      for (double threshold : THRESHOLDS) {
        assertThat(trials.falsePositives(gallery, threshold))
            .isCloseTo(drawnPositives(probes, gallery, threshold), within(1e-12));
        for (int rank = 1; rank <= 3; rank++) {
          assertThat(trials.falseNegatives(gallery, rank, threshold))
              .as("%d people, rank %d, %s", gallery, rank, threshold)
              .isCloseTo(drawnNegatives(probes, gallery, rank, threshold), within(1e-12));
        }
      }
    }
  }

  @Test
  void theThresholdIsTheLowestThatKeepsTheRate() {
    OpenSet trials = new OpenSet();
    for (int i = 0; i < 100; i++) {
      trials.addStranger(IntStream.range(0, 20).mapToDouble(k -> random.nextGaussian()).toArray());
    }
    for (int gallery : new int[] {1, 5, 20}) {
      double threshold = trials.threshold(gallery, 0.1);
      assertThat(trials.falsePositives(gallery, threshold)).isLessThanOrEqualTo(0.1);
      assertThat(trials.falsePositives(gallery, Math.nextDown(threshold) - 1e-9))
          .isGreaterThanOrEqualTo(trials.falsePositives(gallery, threshold));
      assertThat(trials.threshold(gallery, 0)).isEqualTo(Double.POSITIVE_INFINITY);
    }
    assertThat(trials.threshold(20, 0.1)).isGreaterThan(trials.threshold(5, 0.1));
    assertThat(trials.falseNegatives(5, 1, 0)).isNaN();
    assertThat(new OpenSet().falsePositives(5, 0)).isNaN();
  }

  private static int own(int probe) {
    return probe % PEOPLE;
  }

  private static double[] without(double[] scores, int place) {
    return IntStream.range(0, scores.length)
        .filter(i -> i != place)
        .mapToDouble(i -> scores[i])
        .toArray();
  }

  private static double drawnPositives(List<double[]> probes, int gallery, double threshold) {
    double alarms = 0;
    double all = 0;
    for (int i = 0; i < probes.size(); i += 3) {
      for (int drawn = 0; drawn < 1 << PEOPLE; drawn++) {
        if (Integer.bitCount(drawn) == gallery) {
          int people = drawn;
          double[] scores = probes.get(i);
          all++;
          alarms +=
              IntStream.range(0, PEOPLE)
                      .anyMatch(k -> (people >> k & 1) == 1 && scores[k] >= threshold)
                  ? 1
                  : 0;
        }
      }
    }
    return alarms / all;
  }

  private static double drawnNegatives(
      List<double[]> probes, int gallery, int rank, double threshold) {
    double misses = 0;
    double all = 0;
    for (int i = 0; i < probes.size(); i++) {
      int own = own(i);
      for (int drawn = 0; i % 3 > 0 && drawn < 1 << PEOPLE; drawn++) {
        if (Integer.bitCount(drawn) == gallery && (drawn >> own & 1) == 1) {
          int people = drawn;
          double[] scores = probes.get(i);
          long above =
              IntStream.range(0, PEOPLE)
                  .filter(k -> k != own && (people >> k & 1) == 1 && scores[k] >= scores[own])
                  .count();
          all++;
          misses += scores[own] < threshold || above >= rank ? 1 : 0;
        }
      }
    }
    return misses / all;
  }
}
