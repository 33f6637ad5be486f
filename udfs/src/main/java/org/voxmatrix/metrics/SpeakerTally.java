package org.voxmatrix.metrics;

import java.io.Serializable;

/**
 * Trials counted between a few boundaries, once for each replicate of a {@link Resampling}. Tallies
 * of parts add up to that of the whole, to the last digit, in any order: weights are whole numbers,
 * and costs are rounded to multiples of 2^-16.
 */
public abstract sealed class SpeakerTally implements Serializable
    permits BootstrapTally, JackknifeTally {

  private static final long serialVersionUID = 1L;

  /** Sums of whole multiples of it are exact up to 2^37. */
  private static final double COST_UNIT = 0x1p-16;

  /** Not sent back with the counts: the driver has them. */
  private final transient Boundaries boundaries;

  final int bins;
  private transient int[] places = new int[0];

  SpeakerTally(Boundaries boundaries) {
    this.boundaries = boundaries;
    this.bins = boundaries.size() + 1;
  }

  /**
   * Counts non-target trials of two units.
   *
   * @param cost of these scores as log-likelihood ratios, nats
   */
  public void nonTargets(int unit, int other, float[] scores, int from, int to, double cost) {
    add(unit, other, places(scores, from, to), to - from, rounded(cost));
  }

  /** Counts target trials of a unit's speakers. */
  public void targets(int unit, float[] scores, double cost) {
    addTargets(unit, places(scores, 0, scores.length), scores.length, rounded(cost));
  }

  private static double rounded(double cost) {
    return Math.rint(cost / COST_UNIT) * COST_UNIT;
  }

  private int[] places(float[] scores, int from, int to) {
    if (places == null || places.length < to - from) {
      places = new int[to - from];
    }
    boundaries.places(scores, from, to, places);
    return places;
  }

  abstract void add(int unit, int other, int[] places, int count, double cost);

  abstract void addTargets(int unit, int[] places, int count, double cost);

  /** Adds the tally of another part; its boundaries are the same. */
  public abstract SpeakerTally add(SpeakerTally other);

  /** All trials as they are, counted between the same boundaries, and the replicates. */
  public abstract Replicates replicates();

  final TrialCounts counts(double[] targets, double[] nonTargets) {
    double[] scores = new double[bins];
    scores[0] = Double.NEGATIVE_INFINITY;
    for (int i = 1; i < bins; i++) {
      scores[i] = boundaries.value(i - 1);
    }
    return TrialCounts.ofSorted(scores, targets, nonTargets);
  }

  static void addAll(double[] to, double[] from) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[i];
    }
  }
}
