package org.voxmatrix.tables.repair;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileIO;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** Leads a catalog to tables again that lie in its warehouse. */
public final class CatalogRepair {

  private final Warehouse warehouse;

  public CatalogRepair(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** The tables that the catalog does not lead to; nothing is changed. */
  public List<LostTable> find() {
    List<LostTable> lost = new ArrayList<>();
    for (VoxTable kind : VoxTable.values()) {
      if (!isKnown(kind)) {
        newest(kind).ifPresent(lost::add);
      }
    }
    return lost;
  }

  private boolean isKnown(VoxTable kind) {
    try {
      warehouse.catalog().loadTable(Warehouse.id(kind));
      return true;
    } catch (NoSuchTableException | NotFoundException lost) {
      return false;
    }
  }

  private Optional<LostTable> newest(VoxTable kind) {
    FileIO files = warehouse.files();
    for (String file : warehouse.written(kind)) {
      try {
        TableMetadata metadata = TableMetadataParser.read(files, file);
        String rows =
            metadata.currentSnapshot() == null
                ? "0"
                : metadata
                    .currentSnapshot()
                    .summary()
                    .getOrDefault(SnapshotSummary.TOTAL_RECORDS_PROP, "0");
        return Optional.of(
            new LostTable(
                kind,
                file,
                Instant.ofEpochMilli(metadata.lastUpdatedMillis()),
                Long.parseLong(rows)));
      } catch (RuntimeException unreadable) {
        // A writer may have been killed in the middle of it: the one before it counts.
      }
    }
    return Optional.empty();
  }

  /** Makes the catalog lead to that table. */
  public void register(LostTable lost) {
    Catalog catalog = warehouse.catalog();
    TableIdentifier id = Warehouse.id(lost.table());
    warehouse.createNamespace();
    catalog.dropTable(id, false); // Where it leads to a file that is gone.
    catalog.registerTable(id, lost.metadata());
  }
}
