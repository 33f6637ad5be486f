package org.voxmatrix.jobs.export;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.RunRow;
import org.voxmatrix.tables.TableHistory;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/**
 * The tables that an export reads, as they are when it begins. It holds no lease, so others may
 * erase or expire rows meanwhile, however long it sleeps.
 */
record ReadTables(Warehouse warehouse, Map<VoxTable, Long> snapshots, Set<RunRow> erasures) {

  static ReadTables of(Warehouse warehouse, Collection<VoxTable> tables) {
    Map<VoxTable, Long> snapshots = new EnumMap<>(VoxTable.class);
    for (VoxTable table : tables) {
      TableHistory.newest(warehouse, table).ifPresent(newest -> snapshots.put(table, newest));
    }
    List<RunRow> erasures = new Ledger(warehouse).erasures();
    return new ReadTables(warehouse, snapshots, new HashSet<>(erasures));
  }

  /**
   * To be called before what was read gets its name.
   *
   * @throws RequestException if anybody was erased meanwhile
   */
  void requireNoErasure() {
    if (!erasures.containsAll(new Ledger(warehouse).erasures())) {
      throw changed("Rows were erased");
    }
  }

  /**
   * To be called where they cannot be read.
   *
   * @throws RequestException if that is because their rows were removed
   */
  void requireThere() {
    requireNoErasure();
    snapshots.forEach(
        (table, snapshot) -> {
          if (!TableHistory.has(warehouse, table, snapshot)) {
            throw changed("Rows of %s expired".formatted(table.tableName()));
          }
        });
  }

  private static RequestException changed(String what) {
    return RequestException.badValue(
        "table", what + " while they were exported: run the same command again.");
  }
}
