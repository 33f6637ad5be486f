package org.voxmatrix.jobs.identify;

import java.util.List;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.jobs.RunResult;

/**
 * What an identification run did.
 *
 * @param run its recordings by state and fault
 * @param profiles how many there were to find
 * @param setAside profiles that were asked for and could not be used
 * @param identified recordings of one of the profiles
 * @param threshold least score of these; null if no recording could be compared
 * @param scoreKind what scores and threshold are; null as well
 */
public record IdentifyResult(
    RunResult run,
    long profiles,
    List<ErrorDetail> setAside,
    long identified,
    Double threshold,
    String scoreKind) {}
