package org.voxmatrix.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Counts of every draw of speakers; one more draw has each of them once. */
final class BootstrapTally extends SpeakerTally {

  private static final long serialVersionUID = 1L;

  private static final int DRAWS = Resampling.DRAWS + 1;

  private final transient double[][] times;
  private transient double[] weights;

  /** By bin, then by draw; parts of the work have no target trials. */
  private double[] targets = new double[0];

  private final double[] nonTargets;
  private final double[] targetCosts = new double[DRAWS];
  private final double[] nonTargetCosts = new double[DRAWS];
  private final boolean[] met;

  /**
   * @param times how often a speaker is in a draw: {@code [speaker][draw]}
   */
  BootstrapTally(Boundaries boundaries, double[][] times) {
    super(boundaries);
    this.times = times;
    this.weights = new double[DRAWS];
    this.nonTargets = new double[bins * DRAWS];
    this.met = new boolean[times.length];
  }

  @Override
  void add(int unit, int other, int[] places, int count, double cost) {
    double[] one = times[unit];
    double[] two = times[other];
    for (int draw = 0; draw < one.length; draw++) {
      weights[draw] = one[draw] * two[draw];
    }
    add(nonTargets, nonTargetCosts, places, count, cost);
    met[unit] = true;
    met[other] = true;
  }

  @Override
  void addTargets(int unit, int[] places, int count, double cost) {
    allocateTargets();
    System.arraycopy(times[unit], 0, weights, 0, times[unit].length);
    add(targets, targetCosts, places, count, cost);
    met[unit] |= count > 0;
  }

  private void add(double[] counts, double[] costs, int[] places, int count, double cost) {
    weights[DRAWS - 1] = 1;
    Arrays.sort(places, 0, count);
    for (int i = 0; i < count; ) {
      int end = i + 1;
      while (end < count && places[end] == places[i]) {
        end++;
      }
      addWeighted(counts, places[i] * DRAWS, end - i, weights);
      i = end;
    }
    addWeighted(costs, 0, cost, weights);
  }

  private static void addWeighted(double[] to, int at, double factor, double[] weights) {
    for (int draw = 0; draw < weights.length; draw++) {
      to[at + draw] += factor * weights[draw];
    }
  }

  private void allocateTargets() {
    if (targets.length == 0) {
      targets = new double[bins * DRAWS];
    }
  }

  @Override
  public SpeakerTally add(SpeakerTally part) {
    BootstrapTally other = (BootstrapTally) part;
    if (other.targets.length > 0) {
      allocateTargets();
      addAll(targets, other.targets);
    }
    addAll(nonTargets, other.nonTargets);
    addAll(targetCosts, other.targetCosts);
    addAll(nonTargetCosts, other.nonTargetCosts);
    for (int unit = 0; unit < met.length; unit++) {
      met[unit] |= other.met[unit];
    }
    return this;
  }

  @Override
  public Replicates replicates() {
    allocateTargets();
    List<Replicates.Sample> samples = new ArrayList<>();
    for (int draw = 0; draw < DRAWS - 1; draw++) {
      Replicates.Sample sample = sample(draw);
      if (sample.hasBothClasses()) {
        samples.add(sample);
      }
    }
    int units = 0;
    for (boolean one : met) {
      units += one ? 1 : 0;
    }
    return new Replicates(
        Resampling.Method.BOOTSTRAP, units, sample(DRAWS - 1), samples, DRAWS - 1 - samples.size());
  }

  private Replicates.Sample sample(int draw) {
    return Replicates.Sample.of(
        counts(of(targets, draw), of(nonTargets, draw)), targetCosts[draw], nonTargetCosts[draw]);
  }

  private double[] of(double[] counts, int draw) {
    double[] one = new double[bins];
    Arrays.setAll(one, bin -> counts[bin * DRAWS + draw]);
    return one;
  }
}
