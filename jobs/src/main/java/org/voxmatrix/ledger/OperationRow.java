package org.voxmatrix.ledger;

import java.time.Instant;
import java.util.Map;

/**
 * One operation; finished ones are in the table.
 *
 * @param operationId id of its task
 * @param kind enrollment, identification or verification
 * @param lastActionAt when its status changed last
 * @param message why it failed, or null
 * @param processingResult JSON, in rows of earlier versions; otherwise null
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

  /** Jobs whose items are operations, and what each is. */
  public static final Map<String, String> KINDS =
      Map.of("enroll", "enrollment", "identify", "identification", "verify", "verification");

  /** The operation of an item of a run. */
  static OperationRow of(
      RunRow run, PlanItem item, OperationStatus status, Instant lastActionAt, String message) {
    return new OperationRow(
        run.runId(),
        item.wave(),
        item.taskId(),
        KINDS.get(run.job()),
        status,
        run.createdAt(),
        lastActionAt,
        message,
        null);
  }
}
