package org.voxmatrix.jobs.erase;

import java.time.Duration;
import java.util.Map;

/**
 * What an erasure did.
 *
 * @param recordings ids of recordings that were erased, those enrolled in erased profiles too
 * @param profiles ids of profiles that were erased
 * @param unknown ids that were in no table; they are kept from coming in, too
 * @param rows rows dropped or changed, by table
 * @param orphanFiles files of killed runs that were removed
 */
public record EraseResult(
    String runId,
    int recordings,
    int profiles,
    UnknownIds unknown,
    Map<String, Long> rows,
    long orphanFiles,
    Duration elapsed) {}
