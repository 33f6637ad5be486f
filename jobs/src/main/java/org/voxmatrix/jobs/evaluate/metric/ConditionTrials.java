package org.voxmatrix.jobs.evaluate.metric;

import org.voxmatrix.metrics.Replicates;
import org.voxmatrix.metrics.Replicates.Sample;

/**
 * The trials of a condition.
 *
 * @param exact at the scores of its target trials and at thresholds; there may be none of a class
 * @param speakers that have a side of it; null if that is not known
 * @param replicates null if speakers are not known
 */
public record ConditionTrials(
    MeasuredMetric.Group group, Sample exact, Integer speakers, Replicates replicates) {}
