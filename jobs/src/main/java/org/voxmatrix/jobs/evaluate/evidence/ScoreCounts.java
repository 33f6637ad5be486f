package org.voxmatrix.jobs.evaluate.evidence;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.voxmatrix.metrics.TrialCounts;

/**
 * Trials by score, as few rows as curves of them need: error rates are exact at each row's score,
 * and from row to row they change by no more than can be seen.
 */
public final class ScoreCounts {

  /** Of a rate on a DET plot's axis, whose whole length is about 8. */
  private static final double PROBIT_STEP = 0.01;

  /** Of the scores' range. */
  private static final double SCORE_STEP = 0.001;

  private static final NormalDistribution NORMAL = new NormalDistribution();

  private ScoreCounts() {}

  /** The rows of some trials, by score; at most a few thousand. */
  public static List<ScoreCount> of(TrialCounts trials) {
    double step = SCORE_STEP * range(trials);
    List<ScoreCount> rows = new ArrayList<>();
    double[] all = {trials.targets(), trials.nonTargets()};
    double[] below = new double[2];
    double[] last = new double[2];
    double start = 0;
    double[] counts = new double[2];
    boolean open = false;
    for (int i = 0; i < trials.size(); i++) {
      double[] here = {trials.targets(i), trials.nonTargets(i)};
      if (here[0] == 0 && here[1] == 0) {
        continue;
      }
      boolean far = trials.score(i) - start >= step;
      if (open && (far || isSeen(last, below, all) || isSeen(last, sum(below, here), all))) {
        rows.add(row(start, counts));
        open = false;
      }
      if (!open) {
        start = trials.score(i);
        counts = new double[2];
        last = below;
        open = true;
      }
      counts = sum(counts, here);
      below = sum(below, here);
    }
    rows.add(row(start, counts));
    return rows;
  }

  /** The trials of some rows. */
  public static TrialCounts of(List<ScoreCount> rows) {
    return TrialCounts.ofSorted(
        rows.stream().mapToDouble(ScoreCount::score).toArray(),
        rows.stream().mapToDouble(ScoreCount::targets).toArray(),
        rows.stream().mapToDouble(ScoreCount::nonTargets).toArray());
  }

  /** Between the thousandths at both ends: one trial far off makes no row wider. */
  private static double range(TrialCounts trials) {
    double all = trials.targets() + trials.nonTargets();
    double low = Double.NaN;
    double high = Double.NaN;
    double below = 0;
    for (int i = 0; i < trials.size(); i++) {
      below += trials.targets(i) + trials.nonTargets(i);
      if (Double.isNaN(low) && below >= all / 1000 && Double.isFinite(trials.score(i))) {
        low = trials.score(i);
      }
      if (Double.isNaN(high) && below >= all - all / 1000) {
        high = trials.score(i);
      }
    }
    return high - low;
  }

  private static boolean isSeen(double[] before, double[] after, double[] all) {
    for (int i = 0; i < 2; i++) {
      if (after[i] != before[i]
          && !(Math.abs(probit(after[i] / all[i]) - probit(before[i] / all[i])) < PROBIT_STEP)) {
        return true;
      }
    }
    return false;
  }

  private static double probit(double rate) {
    return NORMAL.inverseCumulativeProbability(rate);
  }

  private static double[] sum(double[] a, double[] b) {
    return new double[] {a[0] + b[0], a[1] + b[1]};
  }

  private static ScoreCount row(double score, double[] counts) {
    return new ScoreCount(score, (long) counts[0], (long) counts[1]);
  }
}
