package org.voxmatrix.trials;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Equal error rate: where the share of target trials below the threshold equals that of non-target
 * trials at or above it, by linear interpolation between neighbouring thresholds.
 *
 * @param rate from 0 to 1
 * @param threshold the first score at which more targets are missed than non-targets accepted
 */
public record Eer(double rate, double threshold) {

  /**
   * @param scores of the trials, higher = more alike
   * @param targets whether each trial is of one speaker
   */
  public static Eer of(double[] scores, boolean[] targets) {
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
    long missed = 0;
    long accepted = nonTargetCount;
    int i = 0;
    while (i < order.length) {
      double score = scores[order[i]];
      double missBefore = (double) missed / targetCount;
      double acceptBefore = (double) accepted / nonTargetCount;
      for (; i < order.length && scores[order[i]] == score; i++) {
        if (targets[order[i]]) {
          missed++;
        } else {
          accepted--;
        }
      }
      double miss = (double) missed / targetCount;
      double accept = (double) accepted / nonTargetCount;
      if (miss >= accept) {
        double gapBefore = acceptBefore - missBefore;
        double part = gapBefore / (gapBefore + miss - accept);
        return new Eer(missBefore + part * (miss - missBefore), score);
      }
    }
    throw new IllegalStateException("the error rates never met");
  }
}
