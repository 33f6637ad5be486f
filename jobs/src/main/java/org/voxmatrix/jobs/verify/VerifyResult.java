package org.voxmatrix.jobs.verify;

import org.voxmatrix.jobs.RunResult;

/**
 * What a verification run did.
 *
 * @param run its claims by state and fault
 * @param accepted claims that hold
 * @param replays claims by a copy of an enrollment
 */
public record VerifyResult(RunResult run, long accepted, long replays) {}
