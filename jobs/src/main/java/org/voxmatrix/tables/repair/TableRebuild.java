package org.voxmatrix.tables.repair;

import java.util.List;
import java.util.Set;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.voxmatrix.tables.catalog.PassedOperations;

/**
 * Makes a table of the files that are left of it. Every other change of Iceberg's reads the
 * manifests before, which may be what is gone: this one begins with a table without rows, and
 * replaces the damaged one in one swap.
 */
final class TableRebuild extends PassedOperations {

  private TableMetadata base;

  private TableRebuild(TableOperations damaged) {
    super(damaged);
    this.base = damaged.current();
  }

  static void of(Table table, List<DataFile> files, List<DeleteFile> deletes) {
    TableOperations damaged = ((HasTableOperations) table).operations();
    RowDelta delta = new BaseTable(new TableRebuild(damaged), table.name()).newRowDelta();
    files.forEach(delta::addRows);
    deletes.forEach(delta::addDeletes);
    delta.commit();
  }

  @Override
  public TableMetadata current() {
    return TableMetadata.buildFrom(base)
        .removeRef(SnapshotRef.MAIN_BRANCH)
        .removeProperties(Set.of(CatalogRepair.OLDER))
        .discardChanges()
        .build();
  }

  @Override
  public TableMetadata refresh() {
    base = operations.refresh();
    return current();
  }

  @Override
  public void commit(TableMetadata empty, TableMetadata rebuilt) {
    operations.commit(base, rebuilt);
  }
}
