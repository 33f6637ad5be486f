package org.voxmatrix.metrics;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * How often scores of different speakers reach a threshold, beyond what a sample of them has: a
 * straight line in normal deviates through two quantiles, as the false alarms of a DET plot nearly
 * are (Martin et al., <i>The DET curve in assessment of detection task performance</i>, Eurospeech
 * 1997). The quantiles lie below where the scores of one speaker begin, so a few of these among the
 * sample, which is not labelled, move the line little.
 *
 * @param location threshold that half of the scores would reach
 * @param scale threshold per normal deviate, positive
 * @param scores how many it was found on
 */
public record ImpostorTail(double location, double scale, long scores) {

  private static final double LOWER = 0.8;

  private static final double UPPER = 0.95;

  /** Errors that must be seen to know a rate within 30 %, with a confidence of 90 %. */
  private static final int RULE_OF_30 = 30;

  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  /**
   * Finds the tail.
   *
   * @param scores mostly of different speakers, finite; at least two different ones
   * @throws IllegalArgumentException if the quantiles are one score
   */
  public static ImpostorTail of(double[] scores) {
    Percentile quantiles = quantiles(scores);
    double lower = quantiles.evaluate(100 * LOWER);
    double deviates =
        NORMAL.inverseCumulativeProbability(UPPER) - NORMAL.inverseCumulativeProbability(LOWER);
    double scale = (quantiles.evaluate(100 * UPPER) - lower) / deviates;
    if (!(scale > 0)) {
      throw new IllegalArgumentException("All scores are " + lower);
    }
    return new ImpostorTail(
        lower - scale * NORMAL.inverseCumulativeProbability(LOWER), scale, scores.length);
  }

  /**
   * The score that none of a voice's scores with strangers is likely to exceed: as many deviations
   * above the median as {@code deviates} says, of what lies between it and the upper tenth.
   *
   * @param scores finite
   */
  public static double outlier(double[] scores, double deviates) {
    Percentile quantiles = quantiles(scores);
    double median = quantiles.evaluate(50);
    double deviation = (quantiles.evaluate(90) - median) / NORMAL.inverseCumulativeProbability(0.9);
    return median + deviates * deviation;
  }

  private static Percentile quantiles(double[] scores) {
    Percentile quantiles = new Percentile().withEstimationType(Percentile.EstimationType.R_7);
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    quantiles.setData(sorted);
    return quantiles;
  }

  /**
   * The threshold that a score of different speakers reaches at a rate.
   *
   * @param rate above 0, below 1
   */
  public double threshold(double rate) {
    return location - scale * NORMAL.inverseCumulativeProbability(rate);
  }

  /** The rate at which scores of different speakers reach a threshold. */
  public double rate(double threshold) {
    return NORMAL.cumulativeProbability((location - threshold) / scale);
  }

  /**
   * Whether so rare an error cannot be counted in these scores: fewer than thirty would be seen
   * (Doddington et al., <i>The NIST speaker recognition evaluation</i>, Speech Communication 2000).
   */
  public boolean isExtrapolated(double rate) {
    return scores * rate < RULE_OF_30;
  }
}
