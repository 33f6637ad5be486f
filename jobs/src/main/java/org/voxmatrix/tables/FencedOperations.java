package org.voxmatrix.tables;

import org.apache.iceberg.BaseTable;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/** Operations of a table of which each commit has to pass the fence. */
record FencedOperations(VoxTable kind, TableOperations operations, Fence fence)
    implements TableOperations {

  static Table of(VoxTable kind, Table table, Fence fence) {
    TableOperations operations = ((HasTableOperations) table).operations();
    return new BaseTable(new FencedOperations(kind, operations, fence), table.name());
  }

  @Override
  public void commit(TableMetadata base, TableMetadata metadata) {
    CrashPoint.reach(kind.tableName() + ".before-fence", 0);
    fence.pass(kind, base);
    CrashPoint.reach(kind.tableName() + ".before-swap", 0);
    operations.commit(base, metadata);
  }

  @Override
  public TableMetadata current() {
    return operations.current();
  }

  @Override
  public TableMetadata refresh() {
    return operations.refresh();
  }

  @Override
  public FileIO io() {
    return operations.io();
  }

  @Override
  public EncryptionManager encryption() {
    return operations.encryption();
  }

  @Override
  public String metadataFileLocation(String file) {
    return operations.metadataFileLocation(file);
  }

  @Override
  public LocationProvider locationProvider() {
    return operations.locationProvider();
  }

  @Override
  public TableOperations temp(TableMetadata uncommitted) {
    return operations.temp(uncommitted);
  }

  @Override
  public long newSnapshotId() {
    return operations.newSnapshotId();
  }

  @Override
  public boolean requireStrictCleanup() {
    return operations.requireStrictCleanup();
  }
}
