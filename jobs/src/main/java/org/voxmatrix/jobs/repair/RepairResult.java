package org.voxmatrix.jobs.repair;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.repair.Damage;
import org.voxmatrix.tables.repair.LostTable;

/**
 * What was found, or repaired.
 *
 * @param lost tables that the catalog did not lead to
 * @param unchecked tables that a repair has registered which did not end
 * @param older tables that were found in an earlier state
 * @param damages files that are missing or cannot be read
 * @param undone runs, and their waves that are to be done again
 * @param kept damaged tables that stay as they are unless they are given up, and why
 */
public record RepairResult(
    List<LostTable> lost,
    SortedSet<VoxTable> unchecked,
    SortedSet<VoxTable> older,
    List<Damage> damages,
    Map<String, SortedSet<Integer>> undone,
    SortedMap<VoxTable, String> kept) {

  /** Tables with rows that are gone, and that no command makes again by itself. */
  public SortedSet<VoxTable> gone() {
    return Stream.concat(damages.stream().map(Damage::table), older.stream())
        .filter(table -> !Losses.REDONE.contains(table) && !kept.containsKey(table))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether nothing was to be repaired. */
  public boolean isClean() {
    return lost.isEmpty() && unchecked.isEmpty() && damages.isEmpty() && undone.isEmpty();
  }
}
