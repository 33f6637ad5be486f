package org.voxmatrix.metrics;

import java.util.ArrayList;
import java.util.List;

/** Counts of the trials that each unit is a side of, which are to be left out, and of all. */
final class JackknifeTally extends SpeakerTally {

  private static final long serialVersionUID = 1L;

  private final int units;

  /** By unit, then by bin; after the last unit come the trials within any of the units. */
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
    add(nonTargets, nonTargetCosts, other == unit ? units : other, places, count, cost);
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

  /** Trials of two units are counted for each of them, others for theirs and as within one. */
  private static double[] all(double[] counts, int width) {
    double[] all = new double[width];
    for (int i = 0; i < counts.length; i++) {
      all[i % width] += counts[i] / 2;
    }
    return all;
  }

  @Override
  public Replicates replicates() {
    double[] allTargets = all(targets, bins);
    double[] allNonTargets = all(nonTargets, bins);
    double targetCost = all(targetCosts, 1)[0];
    double nonTargetCost = all(nonTargetCosts, 1)[0];
    List<Replicates.Sample> samples = new ArrayList<>();
    int met = 0;
    for (int unit = 0; unit < units; unit++) {
      if (hasTrials(unit)) {
        met++;
        Replicates.Sample sample =
            Replicates.Sample.of(
                counts(less(allTargets, targets, unit), less(allNonTargets, nonTargets, unit)),
                targetCost - targetCosts[unit],
                nonTargetCost - nonTargetCosts[unit]);
        if (sample.hasBothClasses()) {
          samples.add(sample);
        }
      }
    }
    Replicates.Sample all =
        Replicates.Sample.of(counts(allTargets, allNonTargets), targetCost, nonTargetCost);
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

  /** All trials but those of a unit. */
  private double[] less(double[] all, double[] counts, int unit) {
    double[] left = new double[bins];
    for (int bin = 0; bin < bins; bin++) {
      left[bin] = all[bin] - counts[unit * bins + bin];
    }
    return left;
  }
}
