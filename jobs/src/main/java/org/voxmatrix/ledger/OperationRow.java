package org.voxmatrix.ledger;

import java.time.Instant;

/**
 * One finished operation.
 *
 * @param operationId id of its task
 * @param kind enrollment, identification or verification
 * @param message why it failed, or null
 * @param processingResult JSON, or null where it failed
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
    String processingResult) {}
