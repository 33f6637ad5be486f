package org.voxmatrix.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.voxmatrix.error.Counted;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.tables.Warehouse;
import org.voxmatrix.tables.repair.Damage;
import org.voxmatrix.tables.repair.Depth;
import org.voxmatrix.tables.repair.LostTable;
import org.voxmatrix.tables.repair.TableCheck;
import org.voxmatrix.tables.repair.WarehouseRepair;

/** Whether the files of all tables are as the tables say. */
final class TableChecks {

  private static final String REMEDY = "; see 'voxmatrix repair'";

  private TableChecks() {}

  static List<Finding> of(Supplier<Warehouse> opener, Depth depth) {
    try (Warehouse warehouse = opener.get()) {
      return of(new WarehouseRepair(warehouse), depth);
    } catch (RequestException e) {
      return List.of(Finding.fail("tables", e.getMessage()));
    }
  }

  private static List<Finding> of(WarehouseRepair repair, Depth depth) {
    List<Finding> findings = new ArrayList<>();
    for (LostTable lost : repair.lost()) {
      findings.add(
          Finding.fail(
              lost.table().tableName(), "the catalog does not lead to its metadata" + REMEDY));
    }
    long files = 0;
    for (TableCheck check : repair.check(depth).values()) {
      files += check.files();
      for (Damage damage : check.damages()) {
        findings.add(Finding.fail(damage.table().tableName(), damage + REMEDY));
      }
    }
    if (findings.isEmpty()) {
      String found = new Counted(files, "file") + (files == 1 ? " is" : " are");
      findings.add(
          Finding.ok(
              "tables",
              found
                  + (depth == Depth.CONTENTS
                      ? " there and can be read"
                      : " there, as long as they should be")));
    }
    return findings;
  }
}
