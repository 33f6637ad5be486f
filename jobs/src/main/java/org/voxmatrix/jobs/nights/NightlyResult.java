package org.voxmatrix.jobs.nights;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.ledger.RunSummary;

/**
 * What a night brought.
 *
 * @param recordings new ones; 0 where there was nothing to do
 * @param runId the night's run, or null where there was nothing to do
 * @param summary counts of recordings by state and fault; null likewise
 * @param profiles on the watchlist
 * @param setAside profiles of the watchlist that cannot be used
 * @param alerts in table {@code alerts}
 */
public record NightlyResult(
    LocalDate night,
    long recordings,
    String runId,
    RunSummary summary,
    long profiles,
    List<ErrorDetail> setAside,
    long alerts,
    Duration elapsed) {}
