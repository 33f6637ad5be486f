package org.voxmatrix.jobs.extract;

import java.time.Duration;
import org.voxmatrix.ledger.RunSummary;

/**
 * What an extraction run did.
 *
 * @param skipped recordings that an earlier run had done already
 * @param elapsed time of this process; shorter than the run's when it went on with one
 */
public record ExtractResult(String runId, RunSummary summary, long skipped, Duration elapsed) {}
