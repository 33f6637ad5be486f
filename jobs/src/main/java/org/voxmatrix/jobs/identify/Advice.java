package org.voxmatrix.jobs.identify;

import java.util.List;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.jobs.decision.ExpectedAlarms;

/**
 * A threshold, and what to expect of it.
 *
 * @param threshold least score of an identified profile
 * @param scoreKind what it is
 * @param profiles how many there are to find
 * @param cohort recordings of strangers that it was found on
 * @param comparisons scores of these with profiles
 * @param falseAcceptRate share of comparisons with strangers that reach it
 * @param extrapolated whether fewer than thirty of those comparisons are expected to
 * @param falseAlarms share of strangers' recordings that are taken for somebody
 * @param leftOut recordings of the cohort that resemble a profile as strangers do not
 * @param enrollments that were compared with the others of their profiles
 * @param missed of these
 * @param setAside profiles that cannot be used
 */
public record Advice(
    double threshold,
    String scoreKind,
    int profiles,
    int cohort,
    long comparisons,
    double falseAcceptRate,
    boolean extrapolated,
    ExpectedAlarms falseAlarms,
    int leftOut,
    int enrollments,
    int missed,
    List<ErrorDetail> setAside) {}
