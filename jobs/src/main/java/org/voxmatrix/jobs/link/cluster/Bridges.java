package org.voxmatrix.jobs.link.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What alone holds two groups of a component together: pairs and members without which it would
 * fall apart, of which each part has at least two members (Hopcroft and Tarjan, <i>Efficient
 * algorithms for graph manipulation</i>, 1973). The component is gone through once, in depth.
 */
final class Bridges {

  private static final int SMALLEST = 2;

  private final PairScores scores;
  private final double threshold;
  private final int[] found;
  private final int[] lowest;
  private final int[] parents;
  private final int[] sizes;

  /** Of what falls off without a member: the largest part, the second, and all of them. */
  private final int[][] parts;

  private final List<Bridge> bridges = new ArrayList<>();

  /**
   * A pair or a member.
   *
   * @param b -1 for a member
   * @param smaller members that the larger part would lose
   */
  record Bridge(int a, int b, int smaller) {}

  private Bridges(PairScores scores, double threshold) {
    int count = scores.count();
    this.scores = scores;
    this.threshold = threshold;
    this.found = new int[count];
    this.lowest = new int[count];
    this.parents = new int[count];
    this.sizes = new int[count];
    this.parts = new int[count][];
    Arrays.fill(found, -1);
  }

  /**
   * The bridges of a component.
   *
   * @param threshold pairs that reach it hold together; all members are connected by such pairs
   */
  static List<Bridge> of(PairScores scores, double threshold) {
    Bridges search = new Bridges(scores, threshold);
    search.run();
    search.members();
    return search.bridges;
  }

  private void run() {
    int count = scores.count();
    int[] next = new int[count];
    int seen = 0;
    int at = 0;
    parents[0] = -1;
    while (at >= 0) {
      if (found[at] < 0) {
        found[at] = seen;
        lowest[at] = seen++;
        sizes[at] = 1;
      }
      int step = next(at, next);
      if (step >= 0) {
        parents[step] = at;
        at = step;
      } else {
        int parent = parents[at];
        if (parent >= 0) {
          left(at, parent);
        }
        at = parent;
      }
    }
  }

  /** A neighbour that nobody has come to; -1 if there is none left. */
  private int next(int at, int[] next) {
    while (next[at] < scores.count()) {
      int to = next[at]++;
      if (to != at && to != parents[at] && scores.get(at, to) >= threshold) {
        if (found[to] < 0) {
          return to;
        }
        lowest[at] = Math.min(lowest[at], found[to]);
      }
    }
    return -1;
  }

  /** All that lies behind a member is known. */
  private void left(int at, int parent) {
    lowest[parent] = Math.min(lowest[parent], lowest[at]);
    sizes[parent] += sizes[at];
    int smaller = Math.min(sizes[at], scores.count() - sizes[at]);
    if (lowest[at] > found[parent] && smaller >= SMALLEST) {
      bridges.add(new Bridge(Math.min(at, parent), Math.max(at, parent), smaller));
    }
    if (lowest[at] >= found[parent]) {
      part(parent, sizes[at]);
    }
  }

  private void part(int member, int size) {
    if (parts[member] == null) {
      parts[member] = new int[3];
    }
    int[] known = parts[member];
    known[1] = Math.max(known[1], Math.min(known[0], size));
    known[0] = Math.max(known[0], size);
    known[2] += size;
  }

  private void members() {
    int others = scores.count() - 1;
    for (int member = 0; member < parts.length; member++) {
      if (parts[member] != null) {
        int rest = others - parts[member][2];
        if (rest > 0) {
          part(member, rest);
        }
        if (parts[member][1] >= SMALLEST) {
          bridges.add(new Bridge(member, -1, others - parts[member][0]));
        }
      }
    }
  }
}
