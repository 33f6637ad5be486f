package org.voxmatrix.phrase;

import java.util.Arrays;

/**
 * Dynamic time warping, symmetric form with slopes from 1/2 to 2 (Sakoe and Chiba, Dynamic
 * programming algorithm optimization for spoken word recognition, 1978, P = 1).
 */
final class TimeWarp {

  private TimeWarp() {}

  static double similarity(Template a, Template b) {
    int columns = b.frames();
    double[][] costs = new double[3][columns];
    double[][] totals = new double[3][columns];
    for (int i = 0; i < a.frames(); i++) {
      double[] cost = costs[i % 3];
      double[] total = totals[i % 3];
      for (int j = 0; j < columns; j++) {
        cost[j] = a.distance(i, b, j);
      }
      Arrays.fill(total, Double.POSITIVE_INFINITY);
      if (i == 0) {
        total[0] = 2 * cost[0];
        continue;
      }
      double[] costBefore = costs[(i - 1) % 3];
      double[] before = totals[(i - 1) % 3];
      double[] twoBefore = totals[(i + 1) % 3];
      for (int j = 1; j < columns; j++) {
        double best = before[j - 1] + 2 * cost[j];
        if (j > 1) {
          best = Math.min(best, before[j - 2] + 2 * cost[j - 1] + cost[j]);
        }
        if (i > 1) {
          best = Math.min(best, twoBefore[j - 1] + 2 * costBefore[j] + cost[j]);
        }
        total[j] = best;
      }
    }
    if (a.frames() == 0 || columns == 0) {
      return -1;
    }
    double distance = totals[(a.frames() - 1) % 3][columns - 1] / (a.frames() + columns);
    return Math.max(-1, 1 - distance / 2);
  }
}
