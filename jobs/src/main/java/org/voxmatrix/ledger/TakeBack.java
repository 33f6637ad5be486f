package org.voxmatrix.ledger;

import static org.apache.iceberg.expressions.Expressions.and;
import static org.apache.iceberg.expressions.Expressions.equal;
import static org.apache.iceberg.expressions.Expressions.in;

import java.util.Collection;
import java.util.List;
import org.voxmatrix.tables.RowMapper;
import org.voxmatrix.tables.RowTable;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/**
 * Makes waves undone whose rows are gone. The run is then like one that was interrupted: the same
 * command finds it by its lease, and does what is not done.
 */
public final class TakeBack {

  private static final RowMapper<TaskRow> TASKS = RowMapper.of(VoxTable.TASKS, TaskRow.class);

  private final Warehouse warehouse;
  private final Ledger ledger;

  public TakeBack(Warehouse warehouse) {
    this.warehouse = warehouse;
    this.ledger = new Ledger(warehouse);
  }

  /** To be called before {@link #tasks}: a run that is done is opened again. */
  public void run(String runId) {
    ledger.stored(runId).filter(RunRow::isFinished).ifPresent(this::open);
  }

  private void open(RunRow run) {
    if (ledger.plan(run.runId()).size() < run.items()) {
      ledger.save(
          run.to(State.FAILED, null)); // It cannot be resumed: another one will do the rest.
      return;
    }
    new LeaseTable(warehouse).remember(run.job() + "/" + run.planKey(), run.runId());
    ledger.save(run.to(State.RUNNING, null));
  }

  /** Keeps an unfinished run, whose plan is gone, from being resumed. */
  public void abandon(String runId) {
    ledger
        .stored(runId)
        .filter(run -> !run.isFinished())
        .ifPresent(
            run -> {
              new LeaseTable(warehouse).forget(List.of(runId));
              ledger.save(run.to(State.FAILED, null));
            });
  }

  /** Removes the tasks of waves. */
  public void tasks(String runId, Collection<Integer> waves) {
    if (waves.isEmpty()) {
      return;
    }
    new RowTable<>(warehouse, TASKS)
        .delete(and(equal("run_id", runId), in("wave", waves.toArray())));
  }
}
