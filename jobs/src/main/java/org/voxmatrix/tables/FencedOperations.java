package org.voxmatrix.tables;

import org.apache.iceberg.BaseTable;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.voxmatrix.tables.catalog.PassedOperations;

/** Operations of a table of which each commit has to pass the fence. */
final class FencedOperations extends PassedOperations {

  private final VoxTable kind;
  private final Fence fence;

  private FencedOperations(VoxTable kind, TableOperations operations, Fence fence) {
    super(operations);
    this.kind = kind;
    this.fence = fence;
  }

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
}
