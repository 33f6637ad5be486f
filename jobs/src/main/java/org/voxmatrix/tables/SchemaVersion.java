package org.voxmatrix.tables;

import java.util.List;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;

/**
 * The version of all tables together, kept as a property of each: raised when a table or a column
 * is added. Tables without the property are of version 1.
 */
final class SchemaVersion {

  /** What this code writes. */
  static final int KNOWN = 2;

  static final String PROPERTY = "voxmatrix.schema-version";

  private SchemaVersion() {}

  /**
   * Refuses a table of a later version.
   *
   * @throws RequestException of fault {@code warehouse.newer}
   */
  static Table check(Table table) {
    int found = of(table);
    if (found > KNOWN) {
      throw new RequestException(
          RequestError.REQUEST_INVALID,
          Fault.WAREHOUSE_NEWER,
          List.of("warehouse"),
          "The warehouse is of version %d and this Voxmatrix knows versions up to %d: use a newer Voxmatrix."
              .formatted(found, KNOWN));
    }
    return table;
  }

  static boolean isOld(Table table) {
    return of(table) < KNOWN;
  }

  /** Adds the columns that the table lacks, in one commit. */
  static void upgrade(Table table, VoxTable kind) {
    Transaction upgrade = table.newTransaction();
    upgrade.updateSchema().unionByNameWith(kind.schema()).commit();
    upgrade.updateProperties().set(PROPERTY, String.valueOf(KNOWN)).commit();
    upgrade.commitTransaction();
  }

  private static int of(Table table) {
    return Integer.parseInt(table.properties().getOrDefault(PROPERTY, "1"));
  }
}
