package org.voxmatrix.metrics;

import java.util.ArrayList;
import java.util.List;

/** Counts of the trials that each unit is a side of, which are to be left out, and of all. */
final class JackknifeTally extends SpeakerTally {

  private static final long serialVersionUID = 1L;

  private final int units;

  /** By unit, then by bin; all trials come after the last unit. */
  private final double[] targets;

  private final double[] nonTargets;
  private final double[] targetCosts;
  private final double[] nonTargetCosts;

  JackknifeTally(Boundaries boundaries, int units) {
    super(boundaries);
    this.units = units;
    this.targets = new double[(units + 1) * bins];
    this.nonTargets = new double[(units + 1) * bins];
    this.targetCosts = new double[units + 1];
    this.nonTargetCosts = new double[units + 1];
  }

  @Override
  void add(int unit, int other, int[] places, int count, double cost) {
    add(nonTargets, nonTargetCosts, unit, places, count, cost);
    if (other != unit) {
      add(nonTargets, nonTargetCosts, other, places, count, cost);
    }
    add(nonTargets, nonTargetCosts, units, places, count, cost);
  }

  @Override
  void addTargets(int unit, int[] places, int count, double cost) {
    add(targets, targetCosts, unit, places, count, cost);
    add(targets, targetCosts, units, places, count, cost);
  }

  private void add(
      double[] counts, double[] costs, int unit, int[] places, int count, double cost) {
    int start = unit * bins;
    for (int i = 0; i < count; i++) {
      counts[start + places[i]]++;
    }
    costs[unit] += cost;
  }

  @Override
  public SpeakerTally add(SpeakerTally part) {
    JackknifeTally other = (JackknifeTally) part;
    addAll(targets, other.targets);
    addAll(nonTargets, other.nonTargets);
    addAll(targetCosts, other.targetCosts);
    addAll(nonTargetCosts, other.nonTargetCosts);
    return this;
  }

  @Override
  public Replicates replicates() {
    List<Replicates.Sample> samples = new ArrayList<>();
    int met = 0;
    for (int unit = 0; unit < units; unit++) {
      if (hasTrials(unit)) {
        met++;
        Replicates.Sample sample = without(unit);
        if (sample.hasBothClasses()) {
          samples.add(sample);
        }
      }
    }
    double[] none = new double[bins];
    Replicates.Sample all =
        Replicates.Sample.of(
            counts(less(targets, none, 0), less(nonTargets, none, 0)),
            targetCosts[units],
            nonTargetCosts[units]);
    return new Replicates(Resampling.Method.JACKKNIFE, met, all, samples, met - samples.size());
  }

  private boolean hasTrials(int unit) {
    for (int i = unit * bins; i < (unit + 1) * bins; i++) {
      if (targets[i] > 0 || nonTargets[i] > 0) {
        return true;
      }
    }
    return false;
  }

  private Replicates.Sample without(int unit) {
    return Replicates.Sample.of(
        counts(less(targets, targets, unit * bins), less(nonTargets, nonTargets, unit * bins)),
        targetCosts[units] - targetCosts[unit],
        nonTargetCosts[units] - nonTargetCosts[unit]);
  }

  /** All trials but some. */
  private double[] less(double[] counts, double[] some, int start) {
    double[] left = new double[bins];
    for (int bin = 0; bin < bins; bin++) {
      left[bin] = counts[units * bins + bin] - some[start + bin];
    }
    return left;
  }
}
