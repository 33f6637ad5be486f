package org.voxmatrix.jobs.link.cluster;

import java.util.Arrays;

/**
 * Agglomerative clustering: the two groups that score best are joined as long as they reach a
 * threshold; of several the two whose first members come first. Each group knows its best partner,
 * which is looked for anew only where that was joined (Müllner, <i>Modern hierarchical,
 * agglomerative clustering algorithms</i>, 2011, generic algorithm).
 */
final class Agglomeration {

  private final PairScores scores;
  private final Linkage linkage;
  private final int[] sizes;
  private final int[] groups;
  private final int[] partners;
  private final double[] best;

  /**
   * @param scores of all pairs; they are changed
   */
  private Agglomeration(PairScores scores, Linkage linkage) {
    int count = scores.count();
    this.scores = scores;
    this.linkage = linkage;
    this.sizes = new int[count];
    this.groups = new int[count];
    this.partners = new int[count];
    this.best = new double[count];
    Arrays.fill(sizes, 1);
    Arrays.setAll(groups, i -> i);
    for (int i = 0; i < count; i++) {
      seek(i);
    }
  }

  /**
   * The groups of a component.
   *
   * @param scores of all pairs; they are changed
   * @return the first member of each member's group
   */
  static int[] of(PairScores scores, Linkage linkage, double threshold) {
    Agglomeration all = new Agglomeration(scores, linkage);
    for (int next = all.next(); next >= 0 && all.best[next] >= threshold; next = all.next()) {
      all.join(next, all.partners[next]);
    }
    for (int i = 0; i < all.groups.length; i++) {
      all.groups[i] = all.groups[all.groups[i]]; // A group's first member comes before the others.
    }
    return all.groups;
  }

  /** The first group with the best score; -1 if there is only one. */
  private int next() {
    int next = -1;
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] > 0 && partners[i] >= 0 && (next < 0 || best[i] > best[next])) {
        next = i;
      }
    }
    return next;
  }

  private void seek(int group) {
    partners[group] = -1;
    for (int other = 0; other < sizes.length; other++) {
      if (other != group && sizes[other] > 0) {
        offer(group, other);
      }
    }
  }

  private void offer(int group, int other) {
    double score = score(group, other);
    boolean better =
        partners[group] < 0
            || score > best[group]
            || (score == best[group] && other < partners[group]);
    if (better) {
      partners[group] = other;
      best[group] = score;
    }
  }

  /** Of groups by average linkage the sum is kept, so that no rounding adds up. */
  private double score(int group, int other) {
    double kept = scores.get(group, other);
    return linkage == Linkage.AVERAGE ? kept / ((double) sizes[group] * sizes[other]) : kept;
  }

  /** Joins a group with a later one. */
  private void join(int group, int joined) {
    for (int other = 0; other < sizes.length; other++) {
      if (other != group && other != joined && sizes[other] > 0) {
        double one = scores.get(group, other);
        double two = scores.get(joined, other);
        scores.set(group, other, linkage == Linkage.AVERAGE ? one + two : Math.min(one, two));
      }
    }
    sizes[group] += sizes[joined];
    sizes[joined] = 0;
    groups[joined] = group;
    for (int other = 0; other < sizes.length; other++) {
      if (sizes[other] > 0 && other != group) {
        if (partners[other] == group || partners[other] == joined) {
          seek(other);
        } else {
          offer(other, group);
        }
      }
    }
    seek(group);
  }
}
