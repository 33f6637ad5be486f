package org.voxmatrix.jobs.retention;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFiles;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.expressions.StrictMetricsEvaluator;
import org.apache.iceberg.io.CloseableIterable;
import org.voxmatrix.ledger.Lease;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.RunRow;
import org.voxmatrix.ledger.State;
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
    return files(VoxTable.OPERATIONS, "last_action_at", before);
  }

  /**
   * Removes voiceprints that were extracted before then.
   *
   * @return how many
   */
  public long voiceprints(Instant before) {
    return files(VoxTable.VOICEPRINTS, "extracted_at", before);
  }

  /**
   * Removes runs that nobody has worked on since then, their plans and tasks; not their results.
   *
   * @return how many runs
   */
  public long runs(Instant before) {
    List<String> old =
        new Ledger(warehouse)
            .runs().stream()
                .filter(run -> run.updatedAt().isBefore(before))
                .filter(run -> run.state() != State.RUNNING)
                .map(RunRow::runId)
                .toList();
    if (!old.isEmpty()) {
      Expression any = Expressions.in("run_id", old.toArray());
      // The run itself last: what is left by a kill is found again.
      for (VoxTable kind : List.of(VoxTable.PLAN_ITEMS, VoxTable.TASKS, VoxTable.RUNS)) {
        warehouse.table(kind).newDelete().deleteFromRowFilter(any).commit();
      }
      Lease.forget(warehouse, old);
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
    Table table = warehouse.existing(kind);
    return table != null && TableHistory.expire(table, before);
  }

  private long files(VoxTable kind, String column, Instant before) {
    if (warehouse.existing(kind) == null) {
      return 0;
    }
    Table table = warehouse.table(kind);
    Expression past =
        Expressions.lessThan(column, ChronoUnit.MICROS.between(Instant.EPOCH, before));
    StrictMetricsEvaluator wholly = new StrictMetricsEvaluator(table.schema(), past);
    List<DataFile> files = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().filter(past).includeColumnStats().planFiles()) {
      for (FileScanTask task : tasks) {
        if (wholly.eval(task.file())) {
          files.add(task.file().copyWithoutStats());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!files.isEmpty()) {
      DeleteFiles delete = table.newDelete();
      files.forEach(delete::deleteFile);
      delete.commit();
    }
    return files.stream().mapToLong(DataFile::recordCount).sum();
  }
}
