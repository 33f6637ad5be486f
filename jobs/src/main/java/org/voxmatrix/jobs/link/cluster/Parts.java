package org.voxmatrix.jobs.link.cluster;

import java.io.Serializable;
import java.util.BitSet;

/**
 * In which component each member of a set is.
 *
 * @param firstOf the first member of each member's component
 * @param several first members of components with several
 * @param cut first members of components that are parts of one with too many members
 */
public record Parts(int[] firstOf, BitSet several, BitSet cut) implements Serializable {

  /** Whether a member is in a component with others. */
  public boolean isLinked(int member) {
    return several.get(firstOf[member]);
  }
}
