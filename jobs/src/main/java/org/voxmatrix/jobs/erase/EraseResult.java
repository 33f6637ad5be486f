package org.voxmatrix.jobs.erase;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.voxmatrix.jobs.evaluate.evidence.WrittenReport;

/**
 * What an erasure did.
 *
 * @param recordings ids of recordings that were erased, those enrolled in erased profiles too
 * @param profiles ids of profiles that were erased
 * @param unknown ids that were in no table; they are kept from coming in, too
 * @param rows rows dropped or changed, by table
 * @param reports files with reports of evaluations that hold ids or voices, perhaps theirs, and are
 *     out of reach
 * @param orphanFiles files of killed runs that were removed
 */
public record EraseResult(
    String runId,
    int recordings,
    int profiles,
    UnknownIds unknown,
    Map<String, Long> rows,
    List<WrittenReport> reports,
    long orphanFiles,
    Duration elapsed) {}
