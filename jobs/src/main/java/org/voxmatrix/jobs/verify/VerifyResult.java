package org.voxmatrix.jobs.verify;

import java.time.Duration;
import org.voxmatrix.ledger.RunSummary;

/**
 * What a verification run did.
 *
 * @param summary counts of claims by state and fault
 * @param accepted claims that hold
 */
public record VerifyResult(String runId, RunSummary summary, long accepted, Duration elapsed) {}
