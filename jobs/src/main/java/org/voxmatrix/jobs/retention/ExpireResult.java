package org.voxmatrix.jobs.retention;

/**
 * What was removed.
 *
 * @param runs runs, with their plans and tasks
 * @param tables tables of which older snapshots were removed, and the files that only they had
 */
public record ExpireResult(long operations, long runs, long voiceprints, long tables) {}
