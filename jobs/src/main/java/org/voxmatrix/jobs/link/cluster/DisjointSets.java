package org.voxmatrix.jobs.link.cluster;

import java.util.Arrays;

/** Sets of the numbers from 0 that are joined one by one: 4 bytes a number. */
final class DisjointSets {

  /** Where a number leads; at the root of a set its size, negative. */
  private final int[] parents;

  DisjointSets(int count) {
    parents = new int[count];
    Arrays.fill(parents, -1);
  }

  int count() {
    return parents.length;
  }

  /** The root of a number's set. */
  int find(int number) {
    int at = number;
    while (parents[at] >= 0) {
      int next = parents[at];
      if (parents[next] >= 0) {
        parents[at] = parents[next];
      }
      at = next;
    }
    return at;
  }

  /** Members of the set of a root. */
  int size(int root) {
    return -parents[root];
  }

  /**
   * Joins the sets of two roots that differ.
   *
   * @return the root of both
   */
  int join(int one, int other) {
    boolean swap = size(one) < size(other);
    int root = swap ? other : one;
    int child = swap ? one : other;
    parents[root] += parents[child];
    parents[child] = root;
    return root;
  }
}
