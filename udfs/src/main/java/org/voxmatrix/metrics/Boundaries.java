package org.voxmatrix.metrics;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Scores at which error rates are to be known exactly, however many trials there are. Rates change
 * with targets only at a target trial's score, so with all of those the best thresholds, the hull
 * and the least costs are exact; the edges of a fine grid are added for thresholds at given rates.
 *
 * <p>A score is found by the cell that its upper bits name, and in it among few.
 */
public final class Boundaries implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The grid, and the cells, go from a 1,024th to 64, and the same below 0. */
  private static final int LEAST_EXPONENT = -10;

  static final int GREATEST_EXPONENT = 6;

  static final int OCTAVES = GREATEST_EXPONENT - LEAST_EXPONENT;

  /** The grid has two to this power of steps from one power of two to the next: 0.05 % each. */
  static final int GRID_BITS = 11;

  private static final int LEAST_CELL_BITS = 11;
  private static final int MOST_CELL_BITS = 16;
  private static final int CELLS_PER_BOUNDARY = 4;
  private static final int CELLS_OF_SPARSE = 64;

  static final int MANTISSA_BITS = 23;
  static final int LEAST = Float.floatToRawIntBits(Math.scalb(1f, LEAST_EXPONENT));
  private static final int SPAN = OCTAVES << MANTISSA_BITS;

  private static final NormalDistribution NORMAL = new NormalDistribution();

  private static final Boundaries GRID = of(new float[0], new double[0]);

  /** Between one before all and one after them, which no score is at or above. */
  private final float[] values;

  /** Cells in an octave are two to this power. */
  private final int cellBits;

  private transient int[] firstOfCell;

  private Boundaries(float[] sorted) {
    float[] distinct = distinct(sorted);
    this.values = new float[distinct.length + 2];
    values[0] = Float.NaN;
    System.arraycopy(distinct, 0, values, 1, distinct.length);
    values[distinct.length + 1] = Float.NaN;
    int bits = LEAST_CELL_BITS;
    while (bits < MOST_CELL_BITS && 2 * OCTAVES << bits < CELLS_PER_BOUNDARY * distinct.length) {
      bits++;
    }
    this.cellBits = bits;
  }

  /**
   * Boundaries at the scores of all target trials, at thresholds, and on the grid.
   *
   * @param targets in any order, repeated or not
   * @param thresholds each at the lowest score that it accepts
   */
  public static Boundaries of(float[] targets, double[] thresholds) {
    return of(targets, thresholds, edges());
  }

  private static Boundaries of(float[] targets, double[] thresholds, float[] grid) {
    float[] all = new float[targets.length + thresholds.length + grid.length];
    int size = 0;
    for (float target : targets) {
      all[size++] = target + 0f;
    }
    for (double threshold : thresholds) {
      float rounded = (float) threshold;
      all[size++] = (rounded < threshold ? Math.nextUp(rounded) : rounded) + 0f;
    }
    System.arraycopy(grid, 0, all, size, grid.length);
    Arrays.sort(all);
    return new Boundaries(all);
  }

  private static float[] distinct(float[] sorted) {
    float[] distinct = new float[sorted.length];
    int size = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        distinct[size++] = sorted[i];
      }
    }
    return Arrays.copyOf(distinct, size);
  }

  /** As {@link #of}, without the grid. */
  public static Boundaries ofScores(float[] targets, double[] thresholds) {
    return of(targets, thresholds, new float[0]);
  }

  /**
   * At most so many boundaries at scores of target trials, closer where few of these are below or
   * above: evenly in normal deviates, as on the axes of a DET plot; and at thresholds.
   *
   * @param targets in any order
   * @param most boundaries at scores of target trials; where they are all, error rates at them,
   *     hull and least costs are exact
   */
  public static Boundaries few(float[] targets, double[] thresholds, int most) {
    float[] sorted = targets.clone();
    Arrays.sort(sorted);
    float[] distinct = distinct(sorted);
    if (distinct.length > most) {
      float[] chosen = new float[most];
      double reach = NORMAL.inverseCumulativeProbability(0.5 / sorted.length);
      for (int i = 0; i < most; i++) {
        double deviate = reach * (1 - 2.0 * i / (most - 1));
        double share = NORMAL.cumulativeProbability(deviate);
        chosen[i] = sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
      }
      distinct = chosen;
    }
    return ofScores(distinct, thresholds);
  }

  private static float[] edges() {
    int steps = 1 << GRID_BITS;
    float[] grid = new float[2 * OCTAVES * steps];
    int size = 0;
    for (int exponent = LEAST_EXPONENT; exponent < GREATEST_EXPONENT; exponent++) {
      for (int step = 0; step < steps; step++) {
        float edge = Math.scalb(1 + (float) step / steps, exponent);
        grid[size++] = edge;
        grid[size++] = -edge;
      }
    }
    return grid;
  }

  /** The edges of the grid alone. */
  public static Boundaries grid() {
    return GRID;
  }

  /** Number of boundaries. */
  public int size() {
    return values.length - 2;
  }

  /** A boundary, ascending. */
  public float value(int i) {
    return values[i + 1];
  }

  /** Number of cells. */
  int cells() {
    return 2 * OCTAVES << cellBits;
  }

  /**
   * Cells are in the order of scores; the outermost have all beyond them, and both zeros are one.
   */
  int cell(float score) {
    return cell(score, cellBits);
  }

  /** A cell, where so many bits tell those of an octave apart. */
  static int cell(float score, int cellBits) {
    int bits = Float.floatToRawIntBits(score + 0f);
    int magnitude = Math.max(bits & Integer.MAX_VALUE, LEAST) - LEAST;
    int cell = Math.min(magnitude, SPAN - 1) >>> (MANTISSA_BITS - cellBits);
    return (OCTAVES << cellBits) + (cell ^ (bits >> 31));
  }

  /**
   * How many boundaries are at or below each of some scores. Where few cells hold one, the others
   * need no search. Where many do, two steps without a branch find most: what a branch would cost
   * that cannot be foretold is more than the search.
   *
   * @param places takes the numbers, from index 0
   */
  void places(float[] scores, int from, int to, int[] places) {
    int[] first = firstOfCell();
    if (size() < cells() / CELLS_OF_SPARSE) {
      for (int i = from; i < to; i++) {
        int cell = cell(scores[i]);
        int below = first[cell];
        int next = first[cell + 1];
        places[i - from] = below == next ? below : search(below, next, scores[i]);
      }
      return;
    }
    for (int i = from; i < to; i++) {
      places[i - from] = cell(scores[i]);
    }
    for (int i = from; i < to; i++) {
      float score = scores[i];
      int cell = places[i - from];
      int below = first[cell];
      below += values[below + 1] <= score ? 1 : 0;
      below += values[below + 1] <= score ? 1 : 0;
      places[i - from] = values[below + 1] <= score ? search(below, first[cell + 1], score) : below;
    }
  }

  private int search(int from, int to, float score) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (values[middle + 1] <= score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Whether a score is that of the last boundary at or below it. */
  boolean isAt(int below, float score) {
    return values[below] == score;
  }

  private int[] firstOfCell() {
    int[] first = firstOfCell;
    return first == null ? index() : first;
  }

  /** Once in each JVM. */
  private synchronized int[] index() {
    if (firstOfCell == null) {
      int[] first = new int[cells() + 1];
      for (int i = 0; i < size(); i++) {
        first[cell(value(i)) + 1]++;
      }
      for (int i = 0; i < cells(); i++) {
        first[i + 1] += first[i];
      }
      firstOfCell = first;
    }
    return firstOfCell;
  }
}
