package org.voxmatrix.jobs.compare.cohort;

import java.util.Arrays;

/**
 * Finds the k-th largest of some scores: by counts in bins, then among those of one bin. Libraries
 * select among numbers in float64 by comparing them, which takes several times as long.
 */
final class KthLargest {

  private static final int BINS = 256;

  private final int[] counts = new int[BINS];
  private final float[] bin;

  /**
   * @param most scores at a time
   */
  KthLargest(int most) {
    this.bin = new float[most];
  }

  /**
   * @param k from 1 to the number of scores
   */
  float of(float[] scores, int from, int to, int k) {
    float low = scores[from];
    float high = scores[from];
    for (int i = from + 1; i < to; i++) {
      float score = scores[i];
      low = score < low ? score : low; // Not by Math.min, which asks for NaN.
      high = score > high ? score : high;
    }
    if (low == high) {
      return low;
    }
    double scale = (BINS - 1) / ((double) high - low);
    Arrays.fill(counts, 0);
    for (int i = from; i < to; i++) {
      counts[binOf(scores[i], low, scale)]++;
    }
    int chosen = BINS - 1;
    int above = 0;
    while (above + counts[chosen] < k) {
      above += counts[chosen--];
    }
    int size = 0;
    for (int i = from; i < to; i++) {
      bin[size] = scores[i];
      size += binOf(scores[i], low, scale) == chosen ? 1 : 0;
    }
    Arrays.sort(bin, 0, size);
    return bin[size - (k - above)];
  }

  /** Never falls as scores rise. */
  private static int binOf(float score, float low, double scale) {
    return (int) ((score - (double) low) * scale);
  }
}
