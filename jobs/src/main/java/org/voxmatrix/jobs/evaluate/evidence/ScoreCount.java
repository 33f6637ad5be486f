package org.voxmatrix.jobs.evaluate.evidence;

/**
 * How many trials have a score or one up to the next row's, a row of table {@code
 * evaluation_scores}.
 *
 * @param score the lowest of these trials' scores
 */
public record ScoreCount(double score, long targets, long nonTargets) {}
