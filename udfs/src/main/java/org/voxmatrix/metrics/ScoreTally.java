package org.voxmatrix.metrics;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Scores of trials of one class, counted at and between boundaries as they come. Tallies of parts
 * add up to that of the whole, to the last digit, in any order.
 */
public final class ScoreTally implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Of the sum of costs, a fixed-point number: sums of those do not depend on their order. */
  private static final double UNIT = 0x1p-40;

  private static final int HALF = 32;
  private static final long LOWER = (1L << HALF) - 1;

  /** Not sent back with the counts: the driver has them. */
  private final transient Boundaries boundaries;

  /** Null for a tally that was sent. */
  private transient PlaceCounts counted;

  /** As a task sent it: how many counts there are, and those that are not 0; null when read. */
  private transient int size;

  private transient int[] places;
  private transient long[] values;

  /** Of a tally that was sent. */
  private transient long[] sent;

  private long upperCost;
  private long lowerCost;

  public ScoreTally(Boundaries boundaries) {
    this.boundaries = boundaries;
    this.counted = new PlaceCounts(boundaries);
  }

  /**
   * Counts non-target trials' scores, and sums up what they cost as log-likelihood ratios.
   *
   * @return what these cost, in nats
   */
  public double addNonTargets(float[] scores, int from, int to) {
    counted.add(scores, from, to);
    long fixed = SoftPlus.sum(scores, from, to, 1 / UNIT);
    addCost(fixed);
    return fixed * UNIT;
  }

  /** Counts target trials' scores, without their costs. */
  public void addTargets(float[] scores) {
    counted.add(scores, 0, scores.length);
  }

  private void addCost(long fixed) {
    upperCost += fixed >>> HALF;
    lowerCost += fixed & LOWER;
  }

  /** Most counts are 0, and each task sends many tallies. */
  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    long[] all = counts();
    int[] filled = IntStream.range(0, all.length).filter(i -> all[i] != 0).toArray();
    out.writeInt(all.length);
    out.writeObject(filled);
    out.writeObject(Arrays.stream(filled).mapToLong(i -> all[i]).toArray());
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    size = in.readInt();
    places = (int[]) in.readObject();
    values = (long[]) in.readObject();
  }

  private long[] counts() {
    if (counted != null) {
      return counted.all();
    }
    if (sent == null) {
      sent = new long[size];
      for (int i = 0; i < places.length; i++) {
        sent[places[i]] = values[i];
      }
      places = null;
      values = null;
    }
    return sent;
  }

  /** Adds the tally of another part; its boundaries are the same. */
  public ScoreTally add(ScoreTally other) {
    long[] sum = counts();
    if (other.places != null) {
      for (int i = 0; i < other.places.length; i++) {
        sum[other.places[i]] += other.values[i];
      }
    } else {
      long[] counts = other.counts();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += counts[i];
      }
    }
    upperCost += other.upperCost;
    lowerCost += other.lowerCost;
    return this;
  }

  /** Number of scores. */
  public long count() {
    long sum = 0;
    for (long count : counts()) {
      sum += count;
    }
    return sum;
  }

  /** Mean cost of the scores as log-likelihood ratios of non-target trials, in bits. */
  public double meanNonTargetCost() {
    BigInteger sum =
        BigInteger.valueOf(upperCost).shiftLeft(HALF).add(BigInteger.valueOf(lowerCost));
    return new BigDecimal(sum).doubleValue() * UNIT / count() / Math.log(2);
  }

  /** Which score stands for the trials between two boundaries. */
  public enum Between {
    /** The lowest above the first, so that no error rate changes. */
    LOWEST,
    /** The middle, for what depends on the scores themselves. */
    MIDDLE
  }

  /**
   * Counts of all trials, with these as the non-target trials.
   *
   * @param targets all target trials; each score is a boundary
   */
  public TrialCounts with(float[] targets, Between between) {
    ScoreTally tally = new ScoreTally(boundaries);
    tally.addTargets(targets);
    return with(tally, between);
  }

  /**
   * Counts of all trials, with these as the non-target trials.
   *
   * @param targets all target trials, counted between the same boundaries
   */
  public TrialCounts with(ScoreTally targets, Between between) {
    double[] scores = new double[counts().length];
    scores[0] = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < boundaries.size(); i++) {
      double boundary = boundaries.value(i);
      scores[2 * i + 1] = boundary;
      scores[2 * i + 2] =
          between == Between.MIDDLE && i + 1 < boundaries.size()
              ? (boundary + boundaries.value(i + 1)) / 2
              : Math.nextUp(boundary);
    }
    return TrialCounts.ofSorted(
        scores,
        Arrays.stream(targets.counts()).asDoubleStream().toArray(),
        Arrays.stream(counts()).asDoubleStream().toArray());
  }
}
