package org.voxmatrix.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BoundariesTest {

  private static final double[] NONE = {};

  private final Random random = new Random(9);

  /** Scores of all scales, the boundaries themselves, and what is beyond all cells. */
  @Test
  void placesAreThoseOfABinarySearch() {
    assertPlaces(Boundaries.of(scores(300, 0.3, 0.1), new double[] {0, -0.0, 1e-30, 99, -200}));
    assertPlaces(Boundaries.few(scores(5_000, 0, 8), NONE, 200));
    assertPlaces(Boundaries.ofScores(scores(40, 0, 1e-5), NONE));
    assertPlaces(Boundaries.ofScores(new float[0], NONE));
    assertPlaces(Boundaries.grid());
  }

  /**
   * So many in one cell that they are searched for, and so many cells that they are counted in
   * parts.
   */
  @Test
  void manyBoundariesAreCountedAsOneByOne() {
    float[] targets = scores(200_000, 0.6, 0.0005);
    Boundaries boundaries = Boundaries.of(targets, NONE);
    assertThat(boundaries.cells()).isGreaterThan(1 << 18);
    float[] scores = scores(50_000, 0.6, 0.001);
    System.arraycopy(targets, 0, scores, 0, 1_000);

    PlaceCounts counts = new PlaceCounts(boundaries);
    for (int i = 0; i < scores.length; i += 500) {
      counts.add(scores, i, i + 500);
    }

    assertThat(counts.all()).isEqualTo(counted(boundaries, scores));
  }

  private void assertPlaces(Boundaries boundaries) {
    float[] scores = new float[4_000];
    for (int i = 0; i < scores.length; i++) {
      scores[i] =
          switch (i % 5) {
            case 0 -> (float) random.nextGaussian();
            case 1 -> (float) (random.nextGaussian() * Math.pow(10, random.nextInt(-12, 6)));
            case 3 -> nearEdge();
            case 2 -> i % 3 == 0 ? Float.POSITIVE_INFINITY : i % 3 == 1 ? -100 : -0f;
            default ->
                boundaries.size() == 0
                    ? Float.NEGATIVE_INFINITY
                    : boundaries.value(random.nextInt(boundaries.size()));
          };
    }
    int[] places = new int[scores.length];
    boundaries.places(scores, 0, scores.length, places);
    for (int i = 0; i < scores.length; i++) {
      assertThat(places[i]).as("of " + scores[i]).isEqualTo(below(boundaries, scores[i]));
    }
    PlaceCounts counts = new PlaceCounts(boundaries);
    counts.add(scores, 0, 100);
    counts.add(scores, 100, scores.length);
    assertThat(counts.all()).isEqualTo(counted(boundaries, scores));
  }

  /** On an edge of the grid, or right beside it. */
  private float nearEdge() {
    float edge = Boundaries.grid().value(random.nextInt(Boundaries.grid().size()));
    return switch (random.nextInt(3)) {
      case 0 -> edge;
      case 1 -> Math.nextUp(edge);
      default -> Math.nextDown(edge);
    };
  }

  private static long[] counted(Boundaries boundaries, float[] scores) {
    long[] counts = new long[2 * boundaries.size() + 1];
    for (float score : scores) {
      int below = below(boundaries, score);
      counts[2 * below - (below > 0 && boundaries.value(below - 1) == score ? 1 : 0)]++;
    }
    return counts;
  }

  private static int below(Boundaries boundaries, float score) {
    int low = 0;
    int high = boundaries.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (boundaries.value(middle) <= score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private float[] scores(int count, double mean, double deviation) {
    float[] scores = new float[count];
    for (int i = 0; i < count; i++) {
      scores[i] = (float) (mean + deviation * random.nextGaussian());
    }
    return scores;
  }
}
