package org.voxmatrix.metrics;

/**
 * Counts scores by the step of the grid of {@link Boundaries} in which they lie, but for those that
 * boundaries part there, or that lie on an edge of the grid, itself a boundary.
 */
final class GridSteps {

  private static final int HALF = Boundaries.OCTAVES << Boundaries.GRID_BITS;

  /** Number of steps, in the order of scores. */
  static final int COUNT = 2 * HALF;

  private static final int STEP_BITS = Boundaries.MANTISSA_BITS - Boundaries.GRID_BITS;
  private static final int WITHIN = (1 << STEP_BITS) - 1;

  /** 1 for a step whose scores are not counted by it. */
  private final byte[] parted;

  private final long[] counts = new long[COUNT];

  /**
   * @param boundaries that may part scores of one step
   */
  GridSteps(Boundaries boundaries) {
    parted = new byte[COUNT];
    for (int i = 0; i < boundaries.size(); i++) {
      if (!isEdge(boundaries.value(i))) {
        parted[of(boundaries.value(i))] = 1;
      }
    }
    for (int outermost : new int[] {0, HALF - 1, HALF, COUNT - 1}) {
      parted[outermost] = 1;
    }
  }

  private static int of(float score) {
    return Boundaries.cell(score, Boundaries.GRID_BITS);
  }

  private static boolean isEdge(float score) {
    return (Float.floatToRawIntBits(score) & WITHIN) == 0;
  }

  /**
   * Counts scores.
   *
   * @param others takes those that were not counted, from index 0
   * @return how many these are
   */
  int count(float[] scores, int from, int to, float[] others) {
    int size = 0;
    for (int i = from; i < to; i++) { // Without a branch: where a score lies cannot be foretold.
      float score = scores[i];
      int step = of(score);
      int onEdge = ((Float.floatToRawIntBits(score) & WITHIN) - 1) >>> 31;
      int other = parted[step] | onEdge;
      counts[step] += 1 - other;
      others[size] = score;
      size += other;
    }
    return size;
  }

  /** Takes what was counted of a step. */
  long take(int step) {
    long count = counts[step];
    counts[step] = 0;
    return count;
  }

  /** A score within a step, not on its edge. */
  static float within(int step) {
    int magnitude = (step < HALF ? HALF - 1 - step : step - HALF) << STEP_BITS;
    float score = Float.intBitsToFloat(Boundaries.LEAST + magnitude + 1);
    return step < HALF ? -score : score;
  }
}
