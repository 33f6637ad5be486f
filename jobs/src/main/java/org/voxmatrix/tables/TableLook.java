package org.voxmatrix.tables;

import static org.apache.iceberg.expressions.Expressions.alwaysTrue;

import java.util.List;
import java.util.Map;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.util.SnapshotUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A table as it was at one moment, changed only if nobody else has done so since. */
public final class TableLook<R> {

  private static final Logger LOG = LoggerFactory.getLogger(TableLook.class);

  private final Table table;
  private final Snapshot snapshot;
  private final RowMapper<R> mapper;

  TableLook(Table table, RowMapper<R> mapper) {
    this.table = table;
    this.snapshot = table.currentSnapshot();
    this.mapper = mapper;
  }

  /** The rows that match. */
  public List<R> read(Expression filter) {
    return Rows.read(table, filter).stream().map(mapper::load).toList();
  }

  /** Whether anybody but that run has committed since an earlier look. */
  public boolean othersCommitted(TableLook<R> before, String runId) {
    if (snapshot == null) {
      return false;
    }
    Long since = before.snapshot == null ? null : before.snapshot.snapshotId();
    for (Snapshot one :
        SnapshotUtil.ancestorsBetween(snapshot.snapshotId(), since, table::snapshot)) {
      if (!runId.equals(one.summary().get(Rows.RUN_ID))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Replaces the rows of a wave, in one commit that bears the run's id.
   *
   * @return false, and nothing is written, if another writer came first, wherever in the table
   */
  public boolean overwriteWave(String runId, int wave, List<R> rows) {
    Map<String, Object> commit = Map.of("run_id", runId, "wave", wave);
    return overwrite(
        unchanged(alwaysTrue()).set(Rows.RUN_ID, runId), Rows.wave(runId, wave), rows, commit);
  }

  /**
   * Replaces the partitions that {@code filter} selects.
   *
   * @param guarded the rows that must not have changed
   * @return false, and nothing is written, if another writer of guarded rows came first
   */
  public boolean overwrite(Expression filter, Expression guarded, List<R> rows) {
    return overwrite(unchanged(guarded), filter, rows, Map.of());
  }

  private boolean overwrite(
      OverwriteFiles overwrite, Expression filter, List<R> rows, Map<String, Object> commit) {
    try {
      Rows.commit(table, overwrite, filter, mapper.store(rows, table.schema(), commit));
      return true;
    } catch (ValidationException | CommitFailedException raced) {
      LOG.debug("Another writer of {} came first", table.name(), raced);
      return false;
    }
  }

  private OverwriteFiles unchanged(Expression guarded) {
    OverwriteFiles overwrite =
        table
            .newOverwrite()
            .conflictDetectionFilter(guarded)
            .validateNoConflictingData()
            .validateNoConflictingDeletes();
    return snapshot == null ? overwrite : overwrite.validateFromSnapshot(snapshot.snapshotId());
  }
}
