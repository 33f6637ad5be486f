package org.voxmatrix.ledger;

import java.time.Instant;

/**
 * One finished operation.
 *
 * @param operationId id of its task
 * @param kind enrollment, identification or verification
 * @param message why it failed, or null
 * @param processingResult JSON as an earlier version wrote it, else null: results are made of the
 *     columns of other tables
 */
public record OperationRow(
    String runId,
    int wave,
    String operationId,
    String kind,
    OperationStatus status,
    Instant createdAt,
    Instant lastActionAt,
    String message,
    String processingResult) {

  /** That of an item of a run. */
  static OperationRow of(
      RunRow run, PlanItem item, OperationStatus status, Instant lastActionAt, String message) {
    return new OperationRow(
        run.runId(),
        item.wave(),
        item.taskId(),
        OperationTable.KINDS.get(run.job()),
        status,
        run.createdAt(),
        lastActionAt,
        message,
        null);
  }
}
