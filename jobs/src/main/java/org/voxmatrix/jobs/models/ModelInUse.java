package org.voxmatrix.jobs.models;

import java.time.Instant;

/**
 * That a model is the one of all jobs that name none.
 *
 * @param number from 1; the highest one counts
 * @param model its name
 * @param modelFingerprint 16 hexadecimal digits
 * @param location a name, or a folder or URI, as {@link ModelNames#find} takes it
 * @param since from when on
 */
public record ModelInUse(
    long number, String model, String modelFingerprint, String location, Instant since) {}
