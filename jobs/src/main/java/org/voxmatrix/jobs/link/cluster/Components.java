package org.voxmatrix.jobs.link.cluster;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The connected components of a set's hits. One with too many members is cut: at the lowest higher
 * threshold at which a part of it has not too many, for each part on its own.
 */
public final class Components {

  private final DisjointSets sets;
  private final BitSet closed;
  private final int most;

  /**
   * @param count members of the set
   * @param most members of a component
   */
  public Components(int count, int most) {
    this.sets = new DisjointSets(count);
    this.closed = new BitSet();
    this.most = most;
  }

  /** Adds a hit that is no better than the one before it. */
  public void add(Edge hit) {
    int one = sets.find(hit.a());
    int other = sets.find(hit.b());
    if (one == other) {
      return;
    }
    if (closed.get(one) || closed.get(other) || sets.size(one) + sets.size(other) > most) {
      // Whatever either is joined with from here on has too many members.
      closed.set(one);
      closed.set(other);
    } else {
      sets.join(one, other);
    }
  }

  /** The components by their first members: those of a member alone too. */
  public Parts parts() {
    int[] first = new int[sets.count()];
    Arrays.fill(first, -1);
    int[] parts = new int[sets.count()];
    BitSet several = new BitSet();
    BitSet cut = new BitSet();
    for (int i = 0; i < parts.length; i++) {
      int root = sets.find(i);
      if (first[root] < 0) {
        first[root] = i;
        several.set(i, sets.size(root) > 1);
        cut.set(i, closed.get(root));
      }
      parts[i] = first[root];
    }
    return new Parts(parts, several, cut);
  }
}
