package org.voxmatrix.diarization;

import java.util.Arrays;

/**
 * Agglomerative clustering of directions by average linkage: the two groups whose members have the
 * highest mean cosine are joined, of several the first two, until that is below a threshold or few
 * enough are left. Each group knows its best partner (Müllner, <i>Modern hierarchical,
 * agglomerative clustering algorithms</i>, 2011, generic algorithm).
 */
final class AverageLinkage {

  private final double[][] sums;
  private final int[] sizes;
  private final int[] groups;
  private final int[] partners;
  private final double[] best;
  private int count;

  private AverageLinkage(float[][] directions) {
    count = directions.length;
    sums = new double[count][count];
    sizes = new int[count];
    groups = new int[count];
    partners = new int[count];
    best = new double[count];
    Arrays.fill(sizes, 1);
    Arrays.setAll(groups, i -> i);
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < i; j++) {
        sums[i][j] = Directions.dot(directions[i], directions[j]);
        sums[j][i] = sums[i][j];
      }
    }
    for (int i = 0; i < count; i++) {
      seek(i);
    }
  }

  /**
   * The groups of some directions.
   *
   * @param threshold the least mean cosine at which two groups are joined
   * @param fewest groups at which it ends
   * @return the group of each, from 0, in the order of their first members
   */
  static int[] of(float[][] directions, double threshold, int fewest) {
    AverageLinkage all = new AverageLinkage(directions);
    while (all.count > fewest) {
      int next = all.next();
      if (all.best[next] < threshold) {
        break;
      }
      int partner = all.partners[next];
      all.join(Math.min(next, partner), Math.max(next, partner));
    }
    return Numbering.of(all.groups);
  }

  private int next() {
    int next = -1;
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] > 0 && (next < 0 || best[i] > best[next])) {
        next = i;
      }
    }
    return next;
  }

  private double mean(int group, int other) {
    return sums[group][other] / ((double) sizes[group] * sizes[other]);
  }

  private void seek(int group) {
    partners[group] = group;
    best[group] = Double.NEGATIVE_INFINITY;
    for (int other = 0; other < sizes.length; other++) {
      if (other != group && sizes[other] > 0 && mean(group, other) > best[group]) {
        partners[group] = other;
        best[group] = mean(group, other);
      }
    }
  }

  private void join(int group, int joined) {
    for (int other = 0; other < sizes.length; other++) {
      sums[group][other] += sums[joined][other];
      sums[other][group] = sums[group][other];
    }
    sizes[group] += sizes[joined];
    sizes[joined] = 0;
    count--;
    for (int i = 0; i < groups.length; i++) {
      groups[i] = groups[i] == joined ? group : groups[i];
    }
    for (int other = 0; other < sizes.length; other++) {
      if (sizes[other] > 0) {
        boolean lost = partners[other] == group || partners[other] == joined;
        if (other == group || lost) {
          seek(other);
        } else if (mean(other, group) > best[other]) {
          partners[other] = group;
          best[other] = mean(other, group);
        }
      }
    }
  }
}
