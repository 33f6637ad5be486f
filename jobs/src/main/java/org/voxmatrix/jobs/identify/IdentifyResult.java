package org.voxmatrix.jobs.identify;

import java.time.Duration;
import java.util.List;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.ledger.RunSummary;

/**
 * What an identification run did.
 *
 * @param summary counts of recordings by state and fault
 * @param profiles how many there were to find
 * @param setAside profiles that were asked for and could not be used
 * @param identified recordings of one of the profiles
 */
public record IdentifyResult(
    String runId,
    RunSummary summary,
    long profiles,
    List<ErrorDetail> setAside,
    long identified,
    Duration elapsed) {}
