package org.voxmatrix.metrics;

import java.util.Optional;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.ranking.NaturalRanking;

/**
 * Whether two systems' scores of the same trials separate the classes differently: the test of
 * DeLong, DeLong and Clarke-Pearson (Biometrics 44, 1988) on the areas under both ROC curves, by
 * mid-ranks (Sun and Xu, IEEE Signal Processing Letters 21, 2014). It takes trials as independent,
 * which trials of one speaker are not; intervals over speakers say more.
 *
 * @param first the first system's area, 0.5 for scores that say nothing, 1 for perfect ones
 * @param second the second system's area
 * @param variance of the difference
 */
public record DeLong(double first, double second, double variance) {

  private static final NormalDistribution NORMAL = new NormalDistribution();

  /**
   * Compares two systems; all arrays of one class have the trials in the same order.
   *
   * @throws IllegalArgumentException if the systems' numbers of trials differ
   */
  public static DeLong of(
      double[] targets, double[] nonTargets, double[] otherTargets, double[] otherNonTargets) {
    if (targets.length != otherTargets.length || nonTargets.length != otherNonTargets.length) {
      throw new IllegalArgumentException("the systems have different trials");
    }
    Places one = Places.of(targets, nonTargets);
    Places other = Places.of(otherTargets, otherNonTargets);
    double variance =
        varianceOfDifference(one.ofTargets, other.ofTargets)
            + varianceOfDifference(one.ofNonTargets, other.ofNonTargets);
    return new DeLong(one.area(), other.area(), variance);
  }

  /** Variance of the mean of the differences of pairs. */
  private static double varianceOfDifference(double[] one, double[] other) {
    double mean = 0;
    for (int i = 0; i < one.length; i++) {
      mean += (one[i] - other[i]) / one.length;
    }
    double square = 0;
    for (int i = 0; i < one.length; i++) {
      double difference = one[i] - other[i] - mean;
      square += difference * difference;
    }
    return square / (one.length - 1) / one.length;
  }

  /** The first system's area less the second's. */
  public double difference() {
    return first - second;
  }

  /** The interval of 95 % of the difference; none where there is one trial of a class. */
  public Optional<Interval> interval() {
    double reach = NORMAL.inverseCumulativeProbability(0.975) * Math.sqrt(variance);
    return Double.isNaN(reach)
        ? Optional.empty()
        : Optional.of(new Interval(difference() - reach, difference() + reach));
  }

  /** How probable a difference at least so large is between equal systems, both directions. */
  public double probability() {
    double difference = Math.abs(difference());
    return difference == 0
        ? 1
        : 2 * NORMAL.cumulativeProbability(-difference / Math.sqrt(variance));
  }

  /** The share of the other class that each trial is on the right side of. */
  private record Places(double[] ofTargets, double[] ofNonTargets) {

    static Places of(double[] targets, double[] nonTargets) {
      double[] all = new double[targets.length + nonTargets.length];
      System.arraycopy(targets, 0, all, 0, targets.length);
      System.arraycopy(nonTargets, 0, all, targets.length, nonTargets.length);
      // Ties have their mean rank.
      double[] among = new NaturalRanking().rank(all);
      double[] amongTargets = new NaturalRanking().rank(targets);
      double[] amongNonTargets = new NaturalRanking().rank(nonTargets);
      double[] ofTargets = new double[targets.length];
      for (int i = 0; i < targets.length; i++) {
        ofTargets[i] = (among[i] - amongTargets[i]) / nonTargets.length;
      }
      double[] ofNonTargets = new double[nonTargets.length];
      for (int i = 0; i < nonTargets.length; i++) {
        ofNonTargets[i] = 1 - (among[targets.length + i] - amongNonTargets[i]) / targets.length;
      }
      return new Places(ofTargets, ofNonTargets);
    }

    double area() {
      double sum = 0;
      for (double place : ofTargets) {
        sum += place;
      }
      return sum / ofTargets.length;
    }
  }
}
