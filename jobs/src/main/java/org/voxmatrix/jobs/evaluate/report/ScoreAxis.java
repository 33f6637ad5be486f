package org.voxmatrix.jobs.evaluate.report;

import java.util.Arrays;
import org.voxmatrix.metrics.TrialCounts;

/**
 * Which scores a report shows: all but the outermost 2,000th of each class.
 *
 * @param low lowest
 * @param high highest
 */
record ScoreAxis(double low, double high) {

  private static final double OUTSIDE = 0.0005;

  static ScoreAxis of(TrialCounts counts) {
    double[] targets = new double[counts.size()];
    double[] nonTargets = new double[counts.size()];
    Arrays.setAll(targets, counts::targets);
    Arrays.setAll(nonTargets, counts::nonTargets);
    double low =
        Math.min(
            quantile(counts, targets, counts.targets() * OUTSIDE),
            quantile(counts, nonTargets, counts.nonTargets() * OUTSIDE));
    double high =
        Math.max(
            quantile(counts, targets, counts.targets() * (1 - OUTSIDE)),
            quantile(counts, nonTargets, counts.nonTargets() * (1 - OUTSIDE)));
    return high > low ? new ScoreAxis(low, high) : new ScoreAxis(low - 0.5, low + 0.5);
  }

  private static double quantile(TrialCounts counts, double[] trials, double below) {
    double sum = 0;
    double last = 0;
    for (int i = 0; i < trials.length; i++) {
      if (trials[i] > 0 && Double.isFinite(counts.score(i))) {
        last = counts.score(i);
      }
      sum += trials[i];
      if (sum >= below && sum > 0 && Double.isFinite(counts.score(i))) {
        return counts.score(i);
      }
    }
    return last;
  }

  /** Places that divide it evenly. */
  double[] edges(int parts) {
    double[] edges = new double[parts + 1];
    Arrays.setAll(edges, i -> low + (high - low) * i / parts);
    return edges;
  }
}
