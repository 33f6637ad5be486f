package org.voxmatrix.jobs.link.cluster;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Two voiceprints that score at least the threshold. Higher scores come first.
 *
 * @param a index in the set
 * @param b index in the set
 */
public record Edge(int a, int b, double score) implements Comparable<Edge>, Serializable {

  private static final Comparator<Edge> ORDER =
      Comparator.comparingDouble(Edge::score)
          .reversed()
          .thenComparingInt(Edge::a)
          .thenComparingInt(Edge::b);

  @Override
  public int compareTo(Edge other) {
    return ORDER.compare(this, other);
  }
}
