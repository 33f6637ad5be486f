package org.voxmatrix.jobs.extract;

import java.time.Duration;

/**
 * What an extraction run would do.
 *
 * @param items recordings to do
 * @param skipped recordings that an earlier run has done already
 * @param bytes bytes to read, where sizes are known
 * @param unknownSizes recordings whose size the manifest does not say
 * @param sampled recordings that were tried for the estimate, nothing written
 * @param time expected time on the present number of cores, or null if nothing could be tried
 */
public record ExtractEstimate(
    long items,
    long skipped,
    int waves,
    long bytes,
    long unknownSizes,
    int sampled,
    Duration time) {}
