package org.voxmatrix.tables;

import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;

/**
 * The version of the tables as a whole, kept as a property of each, so that any one of them tells
 * it. Tables without the property are of version 1. Raise {@link #KNOWN} with the first table or
 * column that is added after a release; nothing else is to be done for an upgrade.
 */
final class SchemaVersion {

  /** The version that this code writes. */
  static final int KNOWN = 8;

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
          Fault.WAREHOUSE_NEWER,
          List.of("warehouse"),
          "The tables of the warehouse are of version %d, and this Voxmatrix knows up to version %d: use a newer Voxmatrix."
              .formatted(found, KNOWN));
    }
    return table;
  }

  static boolean isOld(Table table) {
    return of(table) < KNOWN;
  }

  /** Adds the columns that the table lacks, in one commit. */
  static void upgrade(Table table, Schema schema) {
    Transaction upgrade = table.newTransaction();
    upgrade.updateSchema().unionByNameWith(schema).commit();
    upgrade.updateProperties().set(PROPERTY, String.valueOf(KNOWN)).commit();
    upgrade.commitTransaction();
  }

  private static int of(Table table) {
    return Integer.parseInt(table.properties().getOrDefault(PROPERTY, "1"));
  }
}
