package org.voxmatrix.metrics;

import java.util.List;

/**
 * Trials as they would be with other speakers.
 *
 * @param method how these were made
 * @param units with any trial
 * @param all trials as they are, counted as the replicates are
 * @param replicates of a bootstrap each draw; of a jackknife all without each unit that has trials.
 *     Those without trials of both classes are left out
 * @param missing how many were left out
 */
public record Replicates(
    Resampling.Method method, int units, Sample all, List<Sample> replicates, int missing) {

  /**
   * Trials.
   *
   * @param cost of their scores as log-likelihood ratios, bits
   */
  public record Sample(TrialCounts counts, double cost) {

    /**
     * @param targetCost sum over target trials, nats
     * @param nonTargetCost sum over non-target trials, nats
     */
    static Sample of(TrialCounts counts, double targetCost, double nonTargetCost) {
      double nats = targetCost / counts.targets() + nonTargetCost / counts.nonTargets();
      return new Sample(counts, nats / 2 / Math.log(2));
    }

    boolean hasBothClasses() {
      return counts.targets() > 0 && counts.nonTargets() > 0;
    }
  }
}
