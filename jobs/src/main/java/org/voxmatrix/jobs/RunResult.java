package org.voxmatrix.jobs;

import java.time.Duration;
import org.voxmatrix.ledger.RunSummary;

/**
 * What a run did.
 *
 * @param summary counts of its items by state and fault
 * @param skipped items that an earlier run had done already
 * @param elapsed time of this process; shorter than the run's when it resumed one
 */
public record RunResult(String runId, RunSummary summary, long skipped, Duration elapsed) {}
