package org.voxmatrix.jobs.repair;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.repair.Damage;
import org.voxmatrix.tables.repair.LostTable;

/**
 * What was found, or repaired.
 *
 * @param lost tables that the catalog did not lead to
 * @param damages files that are missing or cannot be read
 * @param undone runs, and their waves that are to be done again
 */
public record RepairResult(
    List<LostTable> lost, List<Damage> damages, Map<String, SortedSet<Integer>> undone) {

  /** Tables with rows that are gone, and that no command makes again by itself. */
  public SortedSet<VoxTable> gone() {
    return damages.stream()
        .map(Damage::table)
        .filter(table -> !Losses.REDONE.contains(table))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether nothing was to be repaired. */
  public boolean isClean() {
    return lost.isEmpty() && damages.isEmpty();
  }
}
