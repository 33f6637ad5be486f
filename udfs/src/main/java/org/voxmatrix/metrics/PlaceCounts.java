package org.voxmatrix.metrics;

/**
 * Counts scores at and between boundaries. Most scores lie in steps of the grid that no boundary
 * parts, and are counted by these. The others wait until there is a batch of those near to each
 * other: where boundaries are many, a batch is counted in a part of them that the cache holds.
 */
final class PlaceCounts {

  /** Cells of which what is looked up fits into any cache. */
  private static final int MOST_CELLS_AT_ONCE = 1 << 18;

  private static final int PART_BITS = 12;
  private static final int BATCH = 4096;

  private final Boundaries boundaries;
  private final int shift;
  private final float[][] batches;
  private final int[] filled;
  private final int[] places = new int[BATCH];
  private final GridSteps steps;
  private final float[] searched = new float[BATCH];

  /** Below all boundaries, at the first, between it and the second, and so on. */
  private final long[] counts;

  PlaceCounts(Boundaries boundaries) {
    this.boundaries = boundaries;
    this.steps = new GridSteps(boundaries);
    int cells = boundaries.cells();
    this.shift = cells > MOST_CELLS_AT_ONCE ? PART_BITS : Integer.SIZE - 1;
    int parts = 1 + (cells - 1 >>> shift);
    this.batches = new float[parts][];
    this.filled = new int[parts];
    this.counts = new long[2 * boundaries.size() + 1];
  }

  void add(float[] scores, int from, int to) {
    for (int start = from; start < to; start += BATCH) {
      int end = Math.min(to, start + BATCH);
      addSearched(steps.count(scores, start, end, searched));
    }
  }

  private void addSearched(int size) {
    for (int i = 0; i < size; i++) {
      float score = searched[i];
      int part = boundaries.cell(score) >>> shift;
      float[] batch = batches[part];
      if (batch == null) {
        batch = new float[BATCH];
        batches[part] = batch;
      }
      int count = filled[part];
      batch[count++] = score;
      if (count == BATCH) {
        count(batch, count);
        count = 0;
      }
      filled[part] = count;
    }
  }

  private void count(float[] batch, int size) {
    boundaries.places(batch, 0, size, places);
    for (int i = 0; i < size; i++) {
      int below = places[i];
      counts[2 * below - (boundaries.isAt(below, batch[i]) ? 1 : 0)]++;
    }
  }

  /** Counts of all scores so far. */
  long[] all() {
    for (int part = 0; part < batches.length; part++) {
      if (filled[part] > 0) {
        count(batches[part], filled[part]);
        filled[part] = 0;
      }
    }
    float[] score = new float[1];
    for (int step = 0; step < GridSteps.COUNT; step++) {
      long count = steps.take(step);
      if (count > 0) {
        score[0] = GridSteps.within(step);
        boundaries.places(score, 0, 1, places);
        counts[2 * places[0]] += count;
      }
    }
    return counts;
  }
}
