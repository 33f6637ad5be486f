package org.voxmatrix.metrics;

import java.util.Arrays;
import java.util.List;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;

/**
 * How many target and non-target trials have each score: all that any of the metrics needs. Trials
 * of one score are never told apart, so the order in which trials come decides nothing.
 *
 * <p>Counts are whole numbers, or weights where trials are resampled; as {@code double} they are
 * exact up to 2^53 trials.
 */
public final class TrialCounts {

  private final double[] scores;
  private final double[] targets;
  private final double[] nonTargets;
  private final double allTargets;
  private final double allNonTargets;

  private TrialCounts(double[] scores, double[] targets, double[] nonTargets) {
    this.scores = scores;
    this.targets = targets;
    this.nonTargets = nonTargets;
    this.allTargets = Arrays.stream(targets).sum();
    this.allNonTargets = Arrays.stream(nonTargets).sum();
  }

  /**
   * Counts trials.
   *
   * @param targets scores of target trials, in any order
   * @param nonTargets scores of non-target trials
   * @throws RequestException {@code trials.one-class} if there are none of either, {@code
   *     trials.bad-score} if a score is no number
   */
  public static TrialCounts of(double[] targets, double[] nonTargets) {
    return ofAny(targets, nonTargets).requireBothClasses();
  }

  /**
   * Counts trials; there may be none of a class.
   *
   * @throws RequestException {@code trials.bad-score}
   */
  public static TrialCounts ofAny(double[] targets, double[] nonTargets) {
    double[] all = new double[targets.length + nonTargets.length];
    double[] sortedTargets = sorted(targets);
    double[] sortedNonTargets = sorted(nonTargets);
    double[] targetsAt = new double[all.length];
    double[] nonTargetsAt = new double[all.length];
    int size = 0;
    int t = 0;
    int n = 0;
    while (t < targets.length || n < nonTargets.length) {
      double score =
          n == nonTargets.length || (t < targets.length && sortedTargets[t] <= sortedNonTargets[n])
              ? sortedTargets[t]
              : sortedNonTargets[n];
      all[size] = score;
      for (; t < targets.length && sortedTargets[t] == score; t++) {
        targetsAt[size]++;
      }
      for (; n < nonTargets.length && sortedNonTargets[n] == score; n++) {
        nonTargetsAt[size]++;
      }
      size++;
    }
    return ofSorted(
        Arrays.copyOf(all, size),
        Arrays.copyOf(targetsAt, size),
        Arrays.copyOf(nonTargetsAt, size));
  }

  /**
   * Takes counts as they are; there may be none of a class.
   *
   * @param scores ascending, each once
   * @param targets weight of the target trials at each score
   * @param nonTargets weight of the non-target trials at each score
   */
  public static TrialCounts ofSorted(double[] scores, double[] targets, double[] nonTargets) {
    return new TrialCounts(scores, targets, nonTargets);
  }

  /**
   * These counts, if error rates can be told from them.
   *
   * @throws RequestException {@code trials.one-class}
   */
  public TrialCounts requireBothClasses() {
    if (allTargets == 0 || allNonTargets == 0) {
      throw new RequestException(
          Fault.TRIALS_ONE_CLASS,
          List.of("labels"),
          "There are %,.0f target and %,.0f non-target trials; error rates need both: give recordings"
                  .formatted(allTargets, allNonTargets)
              + " of several speakers, and several of one speaker.");
    }
    return this;
  }

  /** Zero has one sign here, as {@code ==} has it. */
  private static double[] sorted(double[] scores) {
    double[] sorted = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      sorted[i] = scores[i] + 0.0;
    }
    Arrays.sort(sorted);
    if (sorted.length > 0 && Double.isNaN(sorted[sorted.length - 1])) {
      throw new RequestException(
          Fault.TRIALS_BAD_SCORE,
          List.of("score"),
          "A score is not a number: leave that trial out, or score it again.");
    }
    return sorted;
  }

  /** Number of distinct scores. */
  public int size() {
    return scores.length;
  }

  /** The distinct score at a place, ascending. */
  public double score(int i) {
    return scores[i];
  }

  /** Target trials of that score. */
  public double targets(int i) {
    return targets[i];
  }

  /** Non-target trials of that score. */
  public double nonTargets(int i) {
    return nonTargets[i];
  }

  /** All target trials. */
  public double targets() {
    return allTargets;
  }

  /** All non-target trials. */
  public double nonTargets() {
    return allNonTargets;
  }
}
