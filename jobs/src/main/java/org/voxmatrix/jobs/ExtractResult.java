package org.voxmatrix.jobs;

import java.time.Duration;
import org.voxmatrix.tables.RunSummary;

/**
 * What an extraction run did.
 *
 * @param skipped recordings that an earlier run had done already
 * @param elapsed time of this process; shorter than the run's when it went on with one
 */
public record ExtractResult(String runId, RunSummary summary, long skipped, Duration elapsed) {}
