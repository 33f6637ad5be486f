package org.voxmatrix.tables.repair;

import java.util.List;
import java.util.Set;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/**
 * Makes a table of the files that are left of it. Every other change of Iceberg's reads the
 * manifests before, which may be what is gone: this one begins with a table without rows, and
 * replaces the damaged one in one swap.
 */
final class TableRebuild implements TableOperations {

  private final TableOperations damaged;
  private TableMetadata base;

  private TableRebuild(TableOperations damaged) {
    this.damaged = damaged;
    this.base = damaged.current();
  }

  static void of(Table table, List<DataFile> files) {
    TableOperations damaged = ((HasTableOperations) table).operations();
    AppendFiles append = new BaseTable(new TableRebuild(damaged), table.name()).newFastAppend();
    files.forEach(append::appendFile);
    append.commit();
  }

  @Override
  public TableMetadata current() {
    return TableMetadata.buildFrom(base)
        .removeRef(SnapshotRef.MAIN_BRANCH)
        .removeProperties(Set.of(CatalogRepair.UNCHECKED))
        .discardChanges()
        .build();
  }

  @Override
  public TableMetadata refresh() {
    base = damaged.refresh();
    return current();
  }

  @Override
  public void commit(TableMetadata empty, TableMetadata rebuilt) {
    damaged.commit(base, rebuilt);
  }

  @Override
  public FileIO io() {
    return damaged.io();
  }

  @Override
  public EncryptionManager encryption() {
    return damaged.encryption();
  }

  @Override
  public String metadataFileLocation(String file) {
    return damaged.metadataFileLocation(file);
  }

  @Override
  public LocationProvider locationProvider() {
    return damaged.locationProvider();
  }

  @Override
  public TableOperations temp(TableMetadata uncommitted) {
    return damaged.temp(uncommitted);
  }

  @Override
  public long newSnapshotId() {
    return damaged.newSnapshotId();
  }

  @Override
  public boolean requireStrictCleanup() {
    return damaged.requireStrictCleanup();
  }
}
