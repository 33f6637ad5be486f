package org.voxmatrix.jobs.evaluate.pairs;

import org.voxmatrix.metrics.LogisticRegression;
import org.voxmatrix.metrics.TrialCounts;

/**
 * The best function of scores and of both sides' quality.
 *
 * @param function slope of the score, then the weight of each measure, which adds to a ratio once
 *     for each side
 * @param lowest log-likelihood ratio of a trial
 * @param highest log-likelihood ratio of a trial
 * @param ratios of all trials, counted on the grid
 * @param leftOut of the trials within each fold, by the function of those without it; null where
 *     there are no such functions
 */
public record QualityRegression(
    LogisticRegression function,
    double lowest,
    double highest,
    TrialCounts ratios,
    TrialCounts leftOut) {}
