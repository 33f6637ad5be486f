package org.voxmatrix.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;

/**
 * Prior-weighted logistic regression: the affine function of measures of a trial that is the best
 * log-likelihood ratio for decisions at a prior (Brümmer et al., <i>Fusion of heterogeneous speaker
 * recognition systems in the STBU submission for the NIST SRE 2006</i>, IEEE Transactions on Audio,
 * Speech and Language Processing 15, 2007). Both classes have the weight of the prior, however many
 * trials there are. Found by Newton's method on standardized measures.
 *
 * @param slopes one for each measure
 * @param offset added
 */
public record LogisticRegression(double[] slopes, double offset) {

  private static final int MOST_STEPS = 200;
  private static final double PRECISION = 1e-13;

  /** Costs that differ by less are the same. */
  private static final double ROUNDING = 1e-12;

  /** A measure that varies less than this, relative to its mean, is the same everywhere. */
  private static final double SAME = 1e-12;

  /**
   * Fits to trials.
   *
   * @param measures for each measure its value in each trial
   * @param targets weight of each trial as a target trial
   * @param nonTargets weight of each trial as a non-target trial
   * @param prior above 0 and below 1: the operating point that the fit is best for
   * @throws RequestException {@code calibration.separable} if some function has no error, so that
   *     no slope is steep enough
   */
  public static LogisticRegression fit(
      double[][] measures, double[] targets, double[] nonTargets, double prior) {
    double[] mean = new double[measures.length];
    double[] deviation = new double[measures.length];
    double[][] standard = new double[measures.length][];
    double all = Arrays.stream(targets).sum() + Arrays.stream(nonTargets).sum();
    for (int k = 0; k < measures.length; k++) {
      for (int i = 0; i < targets.length; i++) {
        mean[k] += (targets[i] + nonTargets[i]) * measures[k][i] / all;
      }
      for (int i = 0; i < targets.length; i++) {
        double off = measures[k][i] - mean[k];
        deviation[k] += (targets[i] + nonTargets[i]) * off * off / all;
      }
      deviation[k] = Math.sqrt(deviation[k]);
      double[] values = new double[targets.length];
      if (deviation[k] > SAME * Math.abs(mean[k])) {
        for (int i = 0; i < targets.length; i++) {
          values[i] = (measures[k][i] - mean[k]) / deviation[k];
        }
      } else {
        deviation[k] = 1;
      }
      standard[k] = values;
    }
    double[] found = new Fit(standard, targets, nonTargets, prior).found();
    double[] slopes = new double[measures.length];
    double offset = found[measures.length];
    for (int k = 0; k < measures.length; k++) {
      slopes[k] = found[k] / deviation[k];
      offset -= slopes[k] * mean[k];
    }
    return new LogisticRegression(slopes, offset);
  }

  /** Fits to the scores alone; otherwise as above. */
  public static LogisticRegression fit(TrialCounts trials, double prior) {
    trials.requireBothClasses();
    int[] some =
        IntStream.range(0, trials.size())
            .filter(i -> trials.targets(i) > 0 || trials.nonTargets(i) > 0)
            .toArray();
    double[] scores = Arrays.stream(some).mapToDouble(trials::score).toArray();
    double[] targets = Arrays.stream(some).mapToDouble(trials::targets).toArray();
    double[] nonTargets = Arrays.stream(some).mapToDouble(trials::nonTargets).toArray();
    return fit(new double[][] {scores}, targets, nonTargets, prior);
  }

  /** The log-likelihood ratio of a trial, natural logarithm. */
  public double of(double... measures) {
    double ratio = offset;
    for (int k = 0; k < slopes.length; k++) {
      ratio += slopes[k] * measures[k];
    }
    return ratio;
  }

  /** What refuses trials that some function tells apart without an error. */
  public static RequestException separable() {
    return new RequestException(
        Fault.CALIBRATION_SEPARABLE,
        List.of("labels"),
        "The scores separate all target trials from all others, so no calibration is the best:"
            + " give more trials, with some that are hard.");
  }

  /** The sums of one fit. */
  private static final class Fit {

    private final double[][] measures;
    private final double[] targets;
    private final double[] nonTargets;
    private final double targetWeight;
    private final double nonTargetWeight;
    private final double logOdds;

    Fit(double[][] measures, double[] targets, double[] nonTargets, double prior) {
      this.measures = measures;
      this.targets = targets;
      this.nonTargets = nonTargets;
      this.targetWeight = prior / Arrays.stream(targets).sum();
      this.nonTargetWeight = (1 - prior) / Arrays.stream(nonTargets).sum();
      this.logOdds = Math.log(prior / (1 - prior));
    }

    /** Slopes, then the offset. */
    double[] found() {
      RealVector at = new ArrayRealVector(measures.length + 1);
      double cost = cost(at);
      double moved = Double.POSITIVE_INFINITY;
      for (int i = 0; i < MOST_STEPS && moved > PRECISION * Math.max(1, at.getLInfNorm()); i++) {
        RealVector step = step(at);
        RealVector next = at.add(step);
        while (cost(next) > cost + ROUNDING && step.getLInfNorm() > PRECISION) {
          step = step.mapMultiply(0.5);
          next = at.add(step);
        }
        moved = step.getLInfNorm();
        at = next;
        cost = cost(at);
      }
      refuseSeparated(at);
      return at.toArray();
    }

    /** A function without errors is better the steeper it is, so there is no best one. */
    private void refuseSeparated(RealVector at) {
      double lowestTarget = Double.POSITIVE_INFINITY;
      double highestNonTarget = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < targets.length; i++) {
        double ratio = ratio(at, i);
        lowestTarget = targets[i] == 0 ? lowestTarget : Math.min(lowestTarget, ratio);
        highestNonTarget =
            nonTargets[i] == 0 ? highestNonTarget : Math.max(highestNonTarget, ratio);
      }
      if (lowestTarget >= highestNonTarget) {
        throw separable();
      }
    }

    private double ratio(RealVector at, int trial) {
      double ratio = at.getEntry(measures.length);
      for (int k = 0; k < measures.length; k++) {
        ratio += at.getEntry(k) * measures[k][trial];
      }
      return ratio + logOdds;
    }

    private double cost(RealVector at) {
      double ofTargets = 0;
      double ofNonTargets = 0;
      for (int i = 0; i < targets.length; i++) {
        double ratio = ratio(at, i);
        ofTargets += targets[i] == 0 ? 0 : targets[i] * LogLikelihoodCost.ofTarget(ratio);
        ofNonTargets +=
            nonTargets[i] == 0 ? 0 : nonTargets[i] * LogLikelihoodCost.ofNonTarget(ratio);
      }
      return targetWeight * ofTargets + nonTargetWeight * ofNonTargets;
    }

    private RealVector step(RealVector at) {
      int width = measures.length + 1;
      double[] gradient = new double[width];
      double[][] curvature = new double[width][width];
      double[] values = new double[width];
      values[width - 1] = 1;
      for (int i = 0; i < targets.length; i++) {
        double posterior = 1 / (1 + Math.exp(-ratio(at, i)));
        double ofTargets = targetWeight * targets[i];
        double ofNonTargets = nonTargetWeight * nonTargets[i];
        double slope = ofNonTargets * posterior - ofTargets * (1 - posterior);
        double bend = (ofTargets + ofNonTargets) * posterior * (1 - posterior);
        for (int k = 0; k < measures.length; k++) {
          values[k] = measures[k][i];
        }
        for (int k = 0; k < width; k++) {
          gradient[k] -= slope * values[k];
          for (int l = 0; l <= k; l++) {
            curvature[k][l] += bend * values[k] * values[l];
            curvature[l][k] = curvature[k][l];
          }
        }
      }
      RealMatrix matrix = new Array2DRowRealMatrix(curvature, false);
      // Measures that say the same have no unique slopes; this takes the smallest.
      return new SingularValueDecomposition(matrix)
          .getSolver()
          .solve(new ArrayRealVector(gradient));
    }
  }
}
