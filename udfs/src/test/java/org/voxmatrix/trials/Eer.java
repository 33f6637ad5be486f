package org.voxmatrix.trials;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Equal error rate: where the share of target trials below the threshold equals that of non-target
 * trials at or above it, by linear interpolation between neighbouring thresholds.
 */
public final class Eer {

  private Eer() {}

  /**
   * @param scores of the trials, higher = more alike
   * @param targets whether each trial is of one speaker
   * @return from 0 to 1
   */
  public static double of(double[] scores, boolean[] targets) {
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> scores[i]));
    long targetCount = 0;
    for (boolean target : targets) {
      targetCount += target ? 1 : 0;
    }
    long nonTargetCount = scores.length - targetCount;
    if (targetCount == 0 || nonTargetCount == 0) {
      throw new IllegalArgumentException(
          targetCount + " target and " + nonTargetCount + " non-target trials: give some of both");
    }
    double missed = 0;
    double accepted = 1;
    int i = 0;
    while (i < order.length) {
      double score = scores[order[i]];
      double missedBefore = missed;
      double acceptedBefore = accepted;
      for (; i < order.length && scores[order[i]] == score; i++) {
        if (targets[order[i]]) {
          missed += 1.0 / targetCount;
        } else {
          accepted -= 1.0 / nonTargetCount;
        }
      }
      if (missed >= accepted) {
        double gapBefore = acceptedBefore - missedBefore;
        double gapAfter = missed - accepted;
        double part = gapBefore / (gapBefore + gapAfter);
        return missedBefore + part * (missed - missedBefore);
      }
    }
    throw new IllegalStateException("the error rates never met");
  }
}
