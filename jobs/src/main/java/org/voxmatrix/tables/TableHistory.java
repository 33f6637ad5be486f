package org.voxmatrix.tables;

import static org.apache.iceberg.TableProperties.METADATA_PREVIOUS_VERSIONS_MAX;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ReachableFileUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.storage.TableFault;

/**
 * What a table keeps of its past: snapshots, manifests, metadata, and orphan files of killed runs.
 */
public final class TableHistory {

  /** Later than any clock, also one that is ahead of ours. */
  private static final Instant ANY_TIME = Instant.ofEpochMilli(Long.MAX_VALUE);

  private TableHistory() {}

  /** The newest snapshot of a table; none where nothing was written to it. */
  public static Optional<Long> newest(Warehouse warehouse, VoxTable table) {
    return Optional.ofNullable(warehouse.existing(table))
        .map(Table::currentSnapshot)
        .map(Snapshot::snapshotId);
  }

  /** Whether a snapshot is still there, and with it the files that it names. */
  public static boolean has(Warehouse warehouse, VoxTable table, long snapshot) {
    return warehouse.existing(table).snapshot(snapshot) != null;
  }

  /**
   * Removes snapshots that are older, and all that only they need; the current one stays.
   *
   * @return whether there were any
   */
  public static boolean expire(Warehouse warehouse, VoxTable kind, Instant before) {
    Table table = warehouse.existing(kind);
    return table != null && expire(table, before);
  }

  static boolean expire(Table table, Instant before) {
    List<Snapshot> old = new ArrayList<>();
    for (Snapshot snapshot : table.snapshots()) {
      if (snapshot.timestampMillis() < before.toEpochMilli()
          && snapshot.snapshotId() != table.currentSnapshot().snapshotId()) {
        old.add(snapshot);
      }
    }
    if (!old.isEmpty()) {
      try {
        remove(table, old, before, true);
      } catch (RuntimeException e) {
        if (!(TableFault.of(table.name(), e) instanceof RequestException fault)
            || !fault.has(Fault.WAREHOUSE_DAMAGED)) {
          throw e;
        }
        // Of what is damaged, the files cannot be told: they are orphans from then on.
        table.refresh();
        remove(table, old, before, false);
      }
    }
    return !old.isEmpty();
  }

  private static void remove(Table table, List<Snapshot> old, Instant before, boolean files) {
    // By their ids: by age, Iceberg keeps files until the snapshot that removed them goes, too.
    ExpireSnapshots expire = table.expireSnapshots().retainLast(1).cleanExpiredFiles(files);
    for (Snapshot snapshot : old) {
      if (table.snapshot(snapshot.snapshotId()) != null) {
        expire.expireSnapshotId(snapshot.snapshotId());
      }
    }
    expire.expireOlderThan(before.toEpochMilli()).commit();
  }

  /**
   * Leaves only what the table holds now.
   *
   * @param since nobody has been writing to the table before then: an older file that no snapshot
   *     knows is an orphan; null where nobody writes at all, so that every such file is one
   * @return how many orphan files there were
   */
  public static long forget(Warehouse warehouse, VoxTable kind, Instant since) {
    return forget(warehouse.table(kind), since, warehouse.fence());
  }

  static long forget(Table table, Instant since, Fence fence) {
    if (table.currentSnapshot() != null) {
      // Manifests still list removed files, with the bounds of their columns.
      table.rewriteManifests().clusterBy(file -> "").rewriteIf(manifest -> true).commit();
      dropReferences(table);
      expire(table, ANY_TIME);
    }
    forgetMetadata(table);
    return removeOrphans(table, since, fence);
  }

  /** Branches and tags that somebody made by SQL hold snapshots. */
  private static void dropReferences(Table table) {
    table
        .refs()
        .forEach(
            (name, reference) -> {
              if (reference.isTag()) {
                table.manageSnapshots().removeTag(name).commit();
              } else if (!name.equals(SnapshotRef.MAIN_BRANCH)) {
                table.manageSnapshots().removeBranch(name).commit();
              }
            });
  }

  /** Iceberg's action for it starts Spark jobs that take seconds, for every table. */
  private static long removeOrphans(Table table, Instant since, Fence fence) {
    table.refresh();
    Set<String> known = known(table);
    List<String> orphans = new ArrayList<>();
    for (FileInfo file : ((SupportsPrefixOperations) table.io()).listPrefix(table.location())) {
      boolean abandoned = since == null || file.createdAtMillis() < since.toEpochMilli();
      if (abandoned && !known.contains(TableFiles.path(file.location()))) {
        orphans.add(file.location());
      }
    }
    // Nobody else has begun to write before this, and sleepers cannot commit: what was an orphan
    // stays one, even if this process sleeps now.
    fence.confirm();
    CrashPoint.reach(table.name().replaceFirst(".*\\.", "") + ".before-removal", 0);
    orphans.forEach(table.io()::deleteFile);
    return orphans.size();
  }

  private static Set<String> known(Table table) {
    Set<String> known = new HashSet<>();
    known.add(TableFiles.path(ReachableFileUtil.versionHintLocation(table)));
    ReachableFileUtil.metadataFileLocations(table, false)
        .forEach(file -> known.add(TableFiles.path(file)));
    ReachableFileUtil.manifestListLocations(table)
        .forEach(file -> known.add(TableFiles.path(file)));
    ReachableFileUtil.statisticsFilesLocations(table)
        .forEach(file -> known.add(TableFiles.path(file)));
    for (Snapshot snapshot : table.snapshots()) {
      for (ManifestFile manifest : snapshot.allManifests(table.io())) {
        known.add(TableFiles.path(manifest.path()));
        try (CloseableIterable<String> files =
            ManifestFiles.readPaths(manifest, table.io(), table.specs())) {
          files.forEach(file -> known.add(TableFiles.path(file)));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return known;
  }

  /** A commit removes the metadata files that are too many, so for one there may be only one. */
  private static void forgetMetadata(Table table) {
    String kept = table.properties().get(METADATA_PREVIOUS_VERSIONS_MAX);
    table.updateProperties().set(METADATA_PREVIOUS_VERSIONS_MAX, "1").commit();
    UpdateProperties back = table.updateProperties();
    if (kept == null) {
      back.remove(METADATA_PREVIOUS_VERSIONS_MAX).commit();
    } else {
      back.set(METADATA_PREVIOUS_VERSIONS_MAX, kept).commit();
    }
  }
}
