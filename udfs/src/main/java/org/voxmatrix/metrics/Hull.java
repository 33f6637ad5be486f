package org.voxmatrix.metrics;

import java.util.Arrays;

/**
 * The convex hull of the error rates, which is isotonic regression of the labels on the scores:
 * neighbouring scores are pooled until the share of target trials rises from pool to pool (pool
 * adjacent violators; Brümmer and du Preez, <i>Application-independent evaluation of speaker
 * detection</i>, Computer Speech and Language 20, 2006). What the best monotone calibration of the
 * scores could reach.
 */
public final class Hull {

  private final TrialCounts counts;

  /** The first score of each pool, and how many trials each has. */
  private final int[] starts;

  private final double[] targets;
  private final double[] nonTargets;

  private Hull(TrialCounts counts) {
    this.counts = counts;
    int[] first = new int[counts.size()];
    double[] ofTargets = new double[counts.size()];
    double[] ofNonTargets = new double[counts.size()];
    int top = -1;
    for (int i = 0; i < counts.size(); i++) {
      if (counts.targets(i) == 0 && counts.nonTargets(i) == 0) {
        continue; // In a resample.
      }
      top++;
      first[top] = i;
      ofTargets[top] = counts.targets(i);
      ofNonTargets[top] = counts.nonTargets(i);
      while (top > 0
          && ofTargets[top - 1] * ofNonTargets[top] >= ofTargets[top] * ofNonTargets[top - 1]) {
        ofTargets[top - 1] += ofTargets[top];
        ofNonTargets[top - 1] += ofNonTargets[top];
        top--;
      }
    }
    starts = Arrays.copyOf(first, top + 1);
    targets = Arrays.copyOf(ofTargets, top + 1);
    nonTargets = Arrays.copyOf(ofNonTargets, top + 1);
  }

  public static Hull of(TrialCounts counts) {
    return new Hull(counts);
  }

  /** Number of pools. */
  public int size() {
    return starts.length;
  }

  /** The lowest score of a pool. */
  public double score(int pool) {
    return counts.score(starts[pool]);
  }

  /** Target trials of a pool. */
  public double targets(int pool) {
    return targets[pool];
  }

  /** Non-target trials of a pool. */
  public double nonTargets(int pool) {
    return nonTargets[pool];
  }

  /**
   * The best calibrated log-likelihood ratio of a pool's scores, natural logarithm; infinite for a
   * pool of one class.
   */
  public double logLikelihoodRatio(int pool) {
    return Math.log(targets[pool] / nonTargets[pool])
        - Math.log(counts.targets() / counts.nonTargets());
  }

  /** Where the hull has as many misses as false alarms, as rates. */
  public double equalErrorRate() {
    double misses = 0;
    double alarms = counts.nonTargets();
    for (int i = 0; i < size(); i++) {
      double nextMisses = misses + targets[i];
      double nextAlarms = alarms - nonTargets[i];
      if (nextMisses / counts.targets() >= nextAlarms / counts.nonTargets()) {
        return ErrorRates.crossing(
            alarms / counts.nonTargets(),
            misses / counts.targets(),
            nextAlarms / counts.nonTargets(),
            nextMisses / counts.targets());
      }
      misses = nextMisses;
      alarms = nextAlarms;
    }
    throw new IllegalStateException("the last pool leaves no non-target trial above it");
  }

  /**
   * The least log-likelihood-ratio cost that any monotone calibration of these scores has, in bits:
   * 0 for scores that separate the classes, 1 for scores that say nothing.
   */
  public double minimumCost() {
    double targetCost = 0;
    double nonTargetCost = 0;
    for (int i = 0; i < size(); i++) {
      double ratio = logLikelihoodRatio(i);
      targetCost += targets[i] == 0 ? 0 : targets[i] * LogLikelihoodCost.ofTarget(ratio);
      nonTargetCost +=
          nonTargets[i] == 0 ? 0 : nonTargets[i] * LogLikelihoodCost.ofNonTarget(ratio);
    }
    return (targetCost / counts.targets() + nonTargetCost / counts.nonTargets()) / 2;
  }
}
