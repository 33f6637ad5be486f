package org.voxmatrix.metrics;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Scores at which error rates are to be known exactly, however many trials there are. Rates change
 * with targets only at a target trial's score, so with all of those the best thresholds, the hull
 * and the least costs are exact; the edges of a fine grid are added for thresholds at given rates.
 *
 * <p>On the grid a score is found by the cell that its upper bits name, and in it by a search among
 * few.
 */
public final class Boundaries implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Upper bits of a float: a cell is at most a 2,048th of its scores' magnitude wide. */
  private static final int CELL_BITS = 20;

  private static final int LOWER_BITS = Integer.SIZE - CELL_BITS;

  /** The grid goes from a 1,024th to 64, and the same below 0. */
  private static final int LEAST_EXPONENT = -10;

  private static final int GREATEST_EXPONENT = 6;

  private static final NormalDistribution NORMAL = new NormalDistribution();

  private static final Boundaries GRID = of(new float[0], new double[0]);

  private final float[] values;

  /** Whether there is an index of cells, which takes 4 MB. */
  private final boolean indexed;

  private transient int[] firstOfCell;

  private Boundaries(float[] values, boolean indexed) {
    this.values = values;
    this.indexed = indexed;
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
    return new Boundaries(distinct(all), grid.length > 0);
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
    int steps = 1 << (CELL_BITS - 9);
    int octaves = GREATEST_EXPONENT - LEAST_EXPONENT;
    float[] grid = new float[2 * octaves * steps];
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
    return values.length;
  }

  /** A boundary, ascending. */
  public float value(int i) {
    return values[i];
  }

  /** How many boundaries are at or below a score. */
  int below(float score) {
    int low = 0;
    int high = values.length;
    if (indexed) {
      int[] first = firstOfCell();
      int cell = cell(score);
      low = first[cell];
      high = first[cell + 1];
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (values[middle] <= score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int[] firstOfCell() {
    int[] first = firstOfCell;
    return first == null ? index() : first;
  }

  /** Once in each JVM. */
  private synchronized int[] index() {
    if (firstOfCell == null) {
      int[] first = new int[(1 << CELL_BITS) + 1];
      for (float value : values) {
        first[cell(value) + 1]++;
      }
      for (int i = 0; i < 1 << CELL_BITS; i++) {
        first[i + 1] += first[i];
      }
      firstOfCell = first;
    }
    return firstOfCell;
  }

  /** Cells are in the order of scores; both zeros are one. */
  private static int cell(float score) {
    int bits = Float.floatToRawIntBits(score + 0f);
    int ordered = bits ^ ((bits >> 31) | Integer.MIN_VALUE);
    return ordered >>> LOWER_BITS;
  }
}
