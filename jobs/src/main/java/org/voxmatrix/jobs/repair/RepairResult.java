package org.voxmatrix.jobs.repair;

import java.util.List;
import java.util.Map;
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
 * @param damages files that are missing or cannot be read
 * @param undone runs, and their waves that are to be done again
 * @param kept damaged tables of which nothing would be left: they stay as they are unless they are
 *     given up
 */
public record RepairResult(
    List<LostTable> lost,
    List<Damage> damages,
    Map<String, SortedSet<Integer>> undone,
    SortedSet<VoxTable> kept) {

  /** Tables with rows that are gone, and that no command makes again by itself. */
  public SortedSet<VoxTable> gone() {
    return Stream.concat(
            damages.stream().map(Damage::table),
            lost.stream().filter(LostTable::older).map(LostTable::table))
        .filter(table -> !Losses.REDONE.contains(table) && !kept.contains(table))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether nothing was to be repaired. */
  public boolean isClean() {
    return lost.isEmpty() && damages.isEmpty() && undone.isEmpty();
  }
}
