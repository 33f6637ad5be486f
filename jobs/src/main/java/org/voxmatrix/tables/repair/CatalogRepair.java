package org.voxmatrix.tables.repair;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.voxmatrix.tables.Fence;
import org.voxmatrix.tables.MetadataFiles;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** Leads a catalog to a table again that lies in its warehouse. */
record CatalogRepair(Warehouse warehouse) {

  /**
   * A property of a table that was found again, until its files have been looked at: whether it was
   * so in an earlier state.
   */
  static final String OLDER = "voxmatrix.found-older";

  /** The newest state of a table that can be read, if anything was ever written to it. */
  Optional<LostTable> newest(VoxTable kind) {
    boolean older = isListed(kind); // Its catalog leads to a later one then.
    for (String file : warehouse.written(kind)) {
      try {
        TableMetadata metadata = TableMetadataParser.read(warehouse.files(), file);
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
                metadata,
                Instant.ofEpochMilli(metadata.lastUpdatedMillis()),
                Long.parseLong(rows),
                older));
      } catch (RuntimeException unreadable) {
        older = true; // A writer may have been killed in the middle of it: the one before counts.
      }
    }
    return Optional.empty();
  }

  private boolean isListed(VoxTable kind) {
    TableIdentifier id = Warehouse.id(kind);
    try {
      return warehouse.catalog().listTables(id.namespace()).contains(id);
    } catch (NoSuchNamespaceException none) {
      return false;
    }
  }

  /**
   * Makes the catalog lead to that table, with a mark that nobody who slept meanwhile has seen and
   * one that its files are to be checked.
   */
  void register(LostTable lost) {
    Map<String, String> marks = new HashMap<>(Fence.mark());
    marks.put(OLDER, String.valueOf(lost.older()));
    String found = lost.metadata().metadataFileLocation();
    String next =
        "%s/metadata/%05d-%s.metadata.json"
            .formatted(
                lost.metadata().location(), MetadataFiles.number(found) + 1, UUID.randomUUID());
    TableMetadataParser.write(
        TableMetadata.buildFrom(lost.metadata()).setProperties(marks).build(),
        warehouse.files().newOutputFile(next));
    Catalog catalog = warehouse.catalog();
    TableIdentifier id = Warehouse.id(lost.table());
    warehouse.createNamespace();
    catalog.dropTable(id, false); // Where it leads to a file that is gone.
    catalog.registerTable(id, next);
  }
}
