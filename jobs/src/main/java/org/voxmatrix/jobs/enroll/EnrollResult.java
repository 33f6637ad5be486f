package org.voxmatrix.jobs.enroll;

import java.time.Duration;
import org.voxmatrix.ledger.RunSummary;

/**
 * What an enrollment run did.
 *
 * @param summary counts of enrollments by state and fault
 * @param skipped recordings that an earlier run enrolled
 */
public record EnrollResult(String runId, RunSummary summary, long skipped, Duration elapsed) {}
