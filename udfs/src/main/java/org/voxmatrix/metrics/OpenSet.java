package org.voxmatrix.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.HypergeometricDistribution;

/**
 * Open-set identification: probes of people who are in a gallery and of strangers, as in ISO/IEC
 * 19795-1. Rates are for galleries of any size, up to the number of people who were scored: the
 * expectation over all galleries of so many that can be drawn, which is exact and not simulated.
 * Scores that tie with a person's own are above it.
 */
public final class OpenSet {

  /**
   * A probe.
   *
   * @param own its score with the person it is of; NaN for a stranger
   * @param others its scores with the other people, sorted
   */
  private record Probe(double own, double[] others) {

    /** How many others reach a score. */
    int reaching(double score) {
      int low = 0;
      int high = others.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (others[middle] >= score) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return others.length - low;
    }
  }

  private final List<Probe> known = new ArrayList<>();
  private final List<Probe> strangers = new ArrayList<>();

  /**
   * Adds a probe of somebody in the gallery.
   *
   * @param own the best score with the person it is of
   * @param others the best score with each other person
   */
  public void addKnown(double own, double[] others) {
    known.add(new Probe(own, sorted(others)));
  }

  /**
   * Adds a stranger's probe.
   *
   * @param others the best score with each person
   */
  public void addStranger(double[] others) {
    strangers.add(new Probe(Double.NaN, sorted(others)));
  }

  private static double[] sorted(double[] scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  public int known() {
    return known.size();
  }

  public int strangers() {
    return strangers.size();
  }

  /**
   * False positive identification rate: strangers' probes for which somebody of the gallery reaches
   * a threshold; NaN without strangers.
   *
   * @param gallery people in it, at most as many as each stranger was scored with
   */
  public double falsePositives(int gallery, double threshold) {
    return strangers.stream()
        .mapToDouble(probe -> 1 - few(probe.others().length, probe.reaching(threshold), gallery, 0))
        .average()
        .orElse(Double.NaN);
  }

  /**
   * False negative identification rate: probes of people in the gallery whose own score is under a
   * threshold, or not among the best; NaN without such probes.
   *
   * @param gallery people in it, the probe's own among them
   * @param rank how many of the best count
   * @param threshold negative infinity for the rank alone
   */
  public double falseNegatives(int gallery, int rank, double threshold) {
    return known.stream()
        .mapToDouble(
            probe ->
                probe.own() >= threshold
                    ? 1
                        - few(
                            probe.others().length,
                            probe.reaching(probe.own()),
                            gallery - 1,
                            rank - 1)
                    : 1)
        .average()
        .orElse(Double.NaN);
  }

  /**
   * The lowest threshold, among the scores of strangers, with at most a rate of false positives;
   * positive infinity if only one above all scores has it.
   */
  public double threshold(int gallery, double rate) {
    double[] scores =
        strangers.stream()
            .flatMapToDouble(probe -> Arrays.stream(probe.others()))
            .sorted()
            .distinct()
            .toArray();
    int low = 0;
    int high = scores.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (falsePositives(gallery, scores[middle]) <= rate) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low == scores.length ? Double.POSITIVE_INFINITY : scores[low];
  }

  /** The probability that of some drawn people no more than a few are among the marked. */
  private static double few(int people, int marked, int drawn, int few) {
    if (marked <= few || drawn <= few) {
      return 1;
    }
    return new HypergeometricDistribution(null, people, marked, drawn).cumulativeProbability(few);
  }
}
