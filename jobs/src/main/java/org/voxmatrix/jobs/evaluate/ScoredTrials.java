package org.voxmatrix.jobs.evaluate;

import java.util.Arrays;
import org.voxmatrix.metrics.LogLikelihoodCost;
import org.voxmatrix.metrics.ScoreTally;
import org.voxmatrix.metrics.TrialCounts;

/**
 * The trials of an evaluation.
 *
 * @param counts by score
 * @param cost of the scores as log-likelihood ratios, in bits
 * @param scoreKind what the scores are; null if that is not known
 * @param speakers with at least one voiceprint; null if that is not known
 * @param leftOut pairs that are no trials
 * @param missing trials of a list that could not be scored, because a side of them is not there
 */
record ScoredTrials(
    TrialCounts counts,
    double cost,
    String scoreKind,
    Integer speakers,
    long leftOut,
    long missing) {

  /** Of pairs whose scores were counted. */
  static ScoredTrials ofTally(
      ScoreTally tally, float[] targets, String scoreKind, int speakers, long leftOut) {
    float[] sorted = targets.clone();
    Arrays.sort(sorted); // A sum depends on its order.
    double cost = 0;
    for (float target : sorted) {
      cost += LogLikelihoodCost.ofTarget(target);
    }
    return new ScoredTrials(
        tally.with(targets),
        (cost / targets.length + tally.meanNonTargetCost()) / 2,
        scoreKind,
        speakers,
        leftOut,
        0);
  }

  /** Of scores that are all there. */
  static ScoredTrials of(TrialCounts counts, String scoreKind, long missing) {
    return new ScoredTrials(counts, LogLikelihoodCost.of(counts), scoreKind, null, 0, missing);
  }
}
