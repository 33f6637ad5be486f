package org.voxmatrix.tables.repair;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** Finds tables that are lost or damaged, and makes them of what is left. */
public final class WarehouseRepair {

  private final Warehouse warehouse;
  private final CatalogRepair catalog;

  public WarehouseRepair(Warehouse warehouse) {
    this.warehouse = warehouse;
    this.catalog = new CatalogRepair(warehouse);
  }

  /**
   * The tables that the catalog does not lead to, or to a file that cannot be read; nothing is
   * changed.
   */
  public List<LostTable> lost() {
    List<LostTable> lost = new ArrayList<>();
    for (VoxTable kind : VoxTable.values()) {
      if (!isKnown(kind)) {
        catalog.newest(kind).ifPresent(lost::add);
      }
    }
    return lost;
  }

  /** Makes the catalog lead to that table again; it is to be checked then. */
  public void register(LostTable lost) {
    if (!isKnown(lost.table())) { // Another repair may have been faster.
      catalog.register(lost);
    }
  }

  /** Looks at the files of all tables that the catalog leads to. */
  public Map<VoxTable, TableCheck> check(Depth depth) {
    Map<VoxTable, TableCheck> checks = new EnumMap<>(VoxTable.class);
    for (VoxTable kind : VoxTable.values()) {
      check(kind, depth).ifPresent(check -> checks.put(kind, check));
    }
    return checks;
  }

  /** Looks at the files of a table, if the catalog leads to it. */
  public Optional<TableCheck> check(VoxTable kind, Depth depth) {
    Optional<TableCheck> check = look(kind, depth);
    // Files may have been removed meanwhile by who replaced them.
    return check.filter(found -> found.damages().isEmpty()).or(() -> look(kind, depth));
  }

  private Optional<TableCheck> look(VoxTable kind, Depth depth) {
    Table table = isKnown(kind) ? warehouse.existing(kind) : null;
    return Optional.ofNullable(table).map(found -> TableCheck.of(kind, found, depth));
  }

  /** Makes a table of the files that are whole; nothing is done where all are. */
  public void rebuild(TableCheck check) {
    Table table = warehouse.existing(check.kind());
    if (!check.damages().isEmpty()) {
      TableRebuild.of(table, check.whole(), check.deletes());
    } else if (check.isUnchecked()) {
      table.updateProperties().remove(CatalogRepair.OLDER).commit();
    }
  }

  private boolean isKnown(VoxTable kind) {
    try {
      warehouse.existing(kind);
      return true;
    } catch (RequestException e) {
      if (!e.has(Fault.WAREHOUSE_DAMAGED)) {
        throw e;
      }
      return false;
    }
  }
}
