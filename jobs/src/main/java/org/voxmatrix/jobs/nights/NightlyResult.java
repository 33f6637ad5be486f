package org.voxmatrix.jobs.nights;

import java.time.Duration;
import java.time.LocalDate;
import org.voxmatrix.jobs.identify.IdentifyResult;

/**
 * What a night brought.
 *
 * @param recordings that the night has; 0 where there was nothing to do
 * @param fresh those that this process gave it; the others were there from an earlier start
 * @param found what the night's run did, or null where there was nothing to do
 * @param alerts in table {@code alerts}
 */
public record NightlyResult(
    LocalDate night,
    long recordings,
    long fresh,
    IdentifyResult found,
    long alerts,
    Duration elapsed) {}
