package org.voxmatrix.jobs.evaluate.evidence;

import java.time.Instant;

/**
 * A file with the report of an evaluation, a row of table {@code evaluation_reports}.
 *
 * @param runId of the evaluation
 * @param path absolute, on the machine that wrote it
 * @param host that machine
 * @param personal whether it holds ids of recordings, or their audio
 */
public record WrittenReport(
    String runId, String path, String host, boolean personal, Instant writtenAt) {}
