package org.voxmatrix.jobs.retention;

import java.time.Instant;
import java.util.List;
import org.voxmatrix.ledger.LeaseTable;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.RunRow;
import org.voxmatrix.ledger.State;
import org.voxmatrix.tables.TableFiles;
import org.voxmatrix.tables.TableHistory;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/**
 * Removes what is older than it may be. Rows go by whole files, the waves of a run, when the last
 * row of a file is past: nothing is written anew, and only metadata is read.
 */
public final class Retention {

  private final Warehouse warehouse;

  public Retention(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /**
   * Removes operations without any action since then.
   *
   * @return how many
   */
  public long operations(Instant before) {
    return new TableFiles(warehouse, VoxTable.OPERATIONS).deleteOlder("last_action_at", before);
  }

  /**
   * Removes voiceprints that were extracted before then, and the segments of their speakers.
   *
   * @return how many
   */
  public long voiceprints(Instant before) {
    new TableFiles(warehouse, VoxTable.SEGMENTS).deleteOlder("extracted_at", before);
    return new TableFiles(warehouse, VoxTable.VOICEPRINTS).deleteOlder("extracted_at", before);
  }

  /**
   * Removes runs that nobody has worked on since then, their plans and tasks, not their results;
   * and statistics of cohorts.
   *
   * @return how many runs
   */
  public long runs(Instant before) {
    new TableFiles(warehouse, VoxTable.COHORT_STATISTICS).deleteOlder("created_at", before);
    List<String> old =
        new Ledger(warehouse)
            .runs().stream()
                .filter(run -> run.updatedAt().isBefore(before))
                .filter(run -> run.state() != State.RUNNING)
                .map(RunRow::runId)
                .toList();
    if (!old.isEmpty()) {
      // The run itself last: what is left by a kill is found again.
      for (VoxTable kind :
          List.of(VoxTable.PLAN_ITEMS, VoxTable.SET_FAULTS, VoxTable.TASKS, VoxTable.RUNS)) {
        new TableFiles(warehouse, kind).deleteRuns(old);
      }
      new LeaseTable(warehouse).forget(old);
    }
    return old.size();
  }

  /**
   * Removes snapshots of all tables that are older, with the files that only they need.
   *
   * @return tables that had any
   */
  public long snapshots(Instant before) {
    long tables = 0;
    for (VoxTable kind : VoxTable.values()) {
      tables += snapshots(kind, before) ? 1 : 0;
    }
    return tables;
  }

  /** As {@link #snapshots(Instant)}, of one table. */
  boolean snapshots(VoxTable kind, Instant before) {
    return TableHistory.expire(warehouse, kind, before);
  }
}
