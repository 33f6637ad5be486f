package org.voxmatrix.jobs.link.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * The maximum spanning forest of many edges, in bounded memory: it has the same components at every
 * threshold. What is left out of a part of the edges closes a circle of better ones there, and so
 * it does among all edges.
 */
public final class SpanningForest {

  /** Edges that are kept until they are sifted. */
  private static final int FEW = 1 << 18;

  private SpanningForest() {}

  /** The forest of some edges, best edges first. */
  public static Iterator<Edge> of(Iterator<Edge> edges) {
    return of(edges, FEW);
  }

  /**
   * @param few see {@link #FEW}
   */
  static Iterator<Edge> of(Iterator<Edge> edges, int few) {
    List<Edge> kept = new ArrayList<>();
    int limit = few;
    while (edges.hasNext()) {
      kept.add(edges.next());
      if (kept.size() >= limit) {
        kept = sifted(kept);
        limit = Math.max(few, 2 * kept.size());
      }
    }
    return sifted(kept).iterator();
  }

  /** By Kruskal's algorithm. */
  private static List<Edge> sifted(List<Edge> edges) {
    int[] ends =
        edges.stream()
            .flatMapToInt(edge -> Arrays.stream(new int[] {edge.a(), edge.b()}))
            .sorted()
            .distinct()
            .toArray();
    DisjointSets sets = new DisjointSets(ends.length);
    List<Edge> forest = new ArrayList<>();
    edges.sort(null);
    for (Edge edge : edges) {
      int one = sets.find(Arrays.binarySearch(ends, edge.a()));
      int other = sets.find(Arrays.binarySearch(ends, edge.b()));
      if (one != other) {
        sets.join(one, other);
        forest.add(edge);
      }
    }
    return forest;
  }
}
