package org.voxmatrix.jobs.compare;

import java.time.Duration;
import org.voxmatrix.ledger.State;

/**
 * What a comparison did.
 *
 * @param state done, or rejected because of invalid voiceprints
 * @param detail faults, or rows that were skipped, as a JSON array
 * @param scoreKind what the scores are
 * @param columns size of set A
 * @param rows size of set B
 * @param hits pairs in table {@code hits}
 */
public record CompareResult(
    String runId,
    String taskId,
    State state,
    String detail,
    String scoreKind,
    long columns,
    long rows,
    long hits,
    Duration elapsed) {}
