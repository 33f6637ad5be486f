package org.voxmatrix.ledger;

import static org.apache.iceberg.expressions.Expressions.equal;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.voxmatrix.ledger.Ledger.PlannedTask;
import org.voxmatrix.tables.RowMapper;
import org.voxmatrix.tables.RowTable;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** Operations: finished ones are rows, others follow from the plan and the state of their run. */
public final class OperationTable {

  private static final RowMapper<OperationRow> ROWS =
      RowMapper.of(VoxTable.OPERATIONS, OperationRow.class);

  private final RowTable<OperationRow> operations;
  private final LeaseTable leases;
  private final Ledger ledger;

  public OperationTable(Warehouse warehouse) {
    this.operations = new RowTable<>(warehouse, ROWS);
    this.leases = new LeaseTable(warehouse);
    this.ledger = new Ledger(warehouse);
  }

  /** Writes the operations of a wave; writing them again replaces them. */
  public void write(String runId, int wave, List<OperationRow> rows) {
    operations.overwriteWave(runId, wave, rows);
  }

  /**
   * The operation of that id.
   *
   * @param oldest operations without any action since then are gone, unless a run is at work on
   *     them
   */
  public Optional<OperationRow> find(String operationId, Instant oldest) {
    return finished(operationId)
        .or(() -> ledger.planned(operationId).flatMap(this::unfinished))
        // It may have been finished between these two looks.
        .or(() -> finished(operationId))
        .filter(operation -> !operation.lastActionAt().isBefore(oldest) || isAtWork(operation));
  }

  private boolean isAtWork(OperationRow operation) {
    boolean unfinished =
        operation.status() == OperationStatus.NOTSTARTED
            || operation.status() == OperationStatus.RUNNING;
    return unfinished && leases.isLive(operation.runId());
  }

  private Optional<OperationRow> finished(String operationId) {
    return operations.find(equal("operation_id", operationId));
  }

  private Optional<OperationRow> unfinished(PlannedTask task) {
    return ledger
        .run(task.runId())
        .filter(run -> OperationRow.KINDS.containsKey(run.job()))
        // Else its operation has expired.
        .filter(run -> !ledger.wavesDone(run.runId()).contains(task.item().wave()))
        .map(run -> unfinished(task, run));
  }

  private OperationRow unfinished(PlannedTask task, RunRow run) {
    boolean running = ledger.unfinishedState(task) == State.RUNNING;
    return running
        ? OperationRow.of(
            run, task.item(), OperationStatus.RUNNING, since(run, task.item().wave()), null)
        : OperationRow.of(run, task.item(), OperationStatus.NOTSTARTED, run.createdAt(), null);
  }

  /** A wave begins when the one before it, or the process that does it, has come so far. */
  private Instant since(RunRow run, int wave) {
    return ledger.tasks(run.runId()).stream()
        .filter(task -> task.wave() == wave - 1)
        .map(TaskRow::finishedAt)
        .filter(run.updatedAt()::isBefore)
        .max(Comparator.naturalOrder())
        .orElse(run.updatedAt());
  }
}
