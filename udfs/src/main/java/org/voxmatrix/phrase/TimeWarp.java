package org.voxmatrix.phrase;

import java.util.Arrays;

/**
 * Dynamic time warping, symmetric form without a slope constraint (Sakoe and Chiba, Dynamic
 * programming algorithm optimization for spoken word recognition, 1978, P = 0), in a band about the
 * diagonal.
 */
final class TimeWarp {

  /** How far apart the two parts of a pair may lie, as a part of the whole. */
  private static final double BAND = 0.2;

  private static final double LONGEST = 2;

  private TimeWarp() {}

  static double similarity(Template a, Template b) {
    int rows = a.frames();
    int columns = b.frames();
    if (rows == 0 || columns == 0 || rows > LONGEST * columns || columns > LONGEST * rows) {
      return -1;
    }
    double[] before = new double[columns + 1];
    double[] totals = new double[columns + 1];
    Arrays.fill(before, Double.POSITIVE_INFINITY);
    before[0] = 0;
    for (int i = 1; i <= rows; i++) {
      Arrays.fill(totals, Double.POSITIVE_INFINITY);
      for (int j = 1; j <= columns; j++) {
        if (Math.abs((double) i / rows - (double) j / columns) <= BAND) {
          double cost = a.distance(i - 1, b, j - 1);
          double straight = before[j - 1] + 2 * cost;
          totals[j] = Math.min(straight, Math.min(before[j], totals[j - 1]) + cost);
        }
      }
      double[] other = before;
      before = totals;
      totals = other;
    }
    return Math.max(-1, 1 - before[columns] / (rows + columns) / 2);
  }
}
