package org.voxmatrix.jobs.link.cluster;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Agglomerative clustering as it is defined: every pair of groups, pair by pair, in each step. */
public final class BruteForce {

  private BruteForce() {}

  /** What two members score. */
  @FunctionalInterface
  public interface Score {
    double of(int i, int j);
  }

  /** The groups of all members, of which none scores the threshold with another one. */
  public static Set<Set<Integer>> groups(
      int count, Score score, Linkage linkage, double threshold) {
    List<Set<Integer>> groups = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      groups.add(new HashSet<>(Set.of(i)));
    }
    while (true) {
      int one = -1;
      int other = -1;
      double best = threshold;
      for (int i = 0; i < groups.size(); i++) {
        for (int j = i + 1; j < groups.size(); j++) {
          double found = score(groups.get(i), groups.get(j), score, linkage);
          if (one < 0 ? found >= best : found > best) {
            one = i;
            other = j;
            best = found;
          }
        }
      }
      if (one < 0) {
        return new HashSet<>(groups);
      }
      groups.get(one).addAll(groups.remove(other));
    }
  }

  private static double score(Set<Integer> one, Set<Integer> other, Score score, Linkage linkage) {
    double sum = 0;
    double lowest = Double.POSITIVE_INFINITY;
    for (int i : one) {
      for (int j : other) {
        sum += score.of(i, j);
        lowest = Math.min(lowest, score.of(i, j));
      }
    }
    return linkage == Linkage.AVERAGE ? sum / (one.size() * other.size()) : lowest;
  }
}
