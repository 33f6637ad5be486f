package org.voxmatrix.diarization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AverageLinkageTest {

  private static final double NONE = Double.NEGATIVE_INFINITY;

  @Test
  void joinsDownToTheThreshold() {
    // Cosines: 0-1 0.96, 2-3 0.96, between the pairs 0, 0.28, -0.28, 0: mean 0.
    float[][] pairs = {{1, 0}, {0.96f, 0.28f}, {0, 1}, {-0.28f, 0.96f}};
    assertThat(AverageLinkage.of(pairs, 0.97, 1)).containsExactly(0, 1, 2, 3);
    assertThat(AverageLinkage.of(pairs, 0.95, 1)).containsExactly(0, 0, 1, 1);
    assertThat(AverageLinkage.of(pairs, 0.001, 1)).containsExactly(0, 0, 1, 1);
    assertThat(AverageLinkage.of(pairs, -0.001, 1)).containsExactly(0, 0, 0, 0);
  }

  @Test
  void endsAtTheCountAskedFor() {
    float[][] pairs = {{1, 0}, {0.96f, 0.28f}, {0, 1}, {-0.28f, 0.96f}};
    assertThat(AverageLinkage.of(pairs, NONE, 2)).containsExactly(0, 0, 1, 1);
    assertThat(AverageLinkage.of(pairs, NONE, 9)).containsExactly(0, 1, 2, 3);
    assertThat(AverageLinkage.of(new float[][] {{1, 0}}, NONE, 1)).containsExactly(0);
  }

  /** Against the definition: at each step all pairs of groups, all pairs of members. */
  @Test
  void isThatOfTheDefinition() {
    Random random = new Random(7);
    for (int round = 0; round < 30; round++) {
      float[][] directions = new float[2 + random.nextInt(25)][];
      for (int i = 0; i < directions.length; i++) {
        float[] vector = new float[4];
        for (int d = 0; d < vector.length; d++) {
          vector[d] = (float) random.nextGaussian();
        }
        directions[i] = Directions.unit(vector);
      }
      double threshold = random.nextDouble() - 0.3;
      assertThat(AverageLinkage.of(directions, threshold, 1))
          .as("round %d", round)
          .isEqualTo(definition(directions, threshold));
    }
  }

  private static int[] definition(float[][] directions, double threshold) {
    List<List<Integer>> groups = new ArrayList<>();
    for (int i = 0; i < directions.length; i++) {
      groups.add(new ArrayList<>(List.of(i)));
    }
    while (groups.size() > 1) {
      double best = NONE;
      int[] pair = {0, 1};
      for (int a = 0; a < groups.size(); a++) {
        for (int b = a + 1; b < groups.size(); b++) {
          double mean = mean(directions, groups.get(a), groups.get(b));
          if (mean > best) {
            best = mean;
            pair = new int[] {a, b};
          }
        }
      }
      if (best < threshold) {
        break;
      }
      groups.get(pair[0]).addAll(groups.remove(pair[1]));
    }
    int[] labels = new int[directions.length];
    for (int g = 0; g < groups.size(); g++) {
      for (int member : groups.get(g)) {
        labels[member] = g;
      }
    }
    return Numbering.of(labels);
  }

  private static double mean(float[][] directions, List<Integer> a, List<Integer> b) {
    return a.stream()
        .flatMapToDouble(
            i -> b.stream().mapToDouble(j -> Directions.dot(directions[i], directions[j])))
        .average()
        .orElseThrow();
  }

  @Test
  void numbersGroupsInTheOrderOfTheirFirstMembers() {
    assertThat(Numbering.of(7, 3, 7, 9)).isEqualTo(new int[] {0, 1, 0, 2});
    assertThat(Arrays.stream(Numbering.of()).count()).isZero();
  }
}
