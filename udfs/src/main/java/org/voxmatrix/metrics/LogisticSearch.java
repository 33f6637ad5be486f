package org.voxmatrix.metrics;

import java.io.Serializable;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * Prior-weighted logistic regression, as {@link LogisticRegression}, on trials that are not kept:
 * each step of Newton's method needs sums over all of them, which come from a pass over the trials
 * and may be added up of parts.
 */
public final class LogisticSearch {

  /** With measures of about one deviation; the step after is as small as its square. */
  private static final double PRECISION = 1e-8;

  /** Sums of many trials differ by as much. */
  private static final double ROUNDING = 1e-11;

  private static final int MOST_STEPS = 60;

  private final double prior;
  private RealVector best;
  private RealVector step;
  private double cost = Double.POSITIVE_INFINITY;
  private Sums sums;
  private int steps;
  private boolean found;
  private boolean failed;

  /**
   * @param prior above 0 and below 1: the operating point that the fit is best for
   * @param start a weight for each value of a trial
   */
  public LogisticSearch(double prior, double... start) {
    this.prior = prior;
    this.best = new ArrayRealVector(start.length);
    this.step = new ArrayRealVector(start);
  }

  /** The weights whose sums are needed next; those of the best function if it is found. */
  public double[] weights() {
    return best.add(step).toArray();
  }

  /**
   * Sums of a pass, to be filled.
   *
   * @param width values of a trial
   */
  public static Sums sums(double prior, int width) {
    return new Sums(width, Math.log(prior / (1 - prior)));
  }

  /** Takes the sums of all trials at {@link #weights}. */
  public void take(Sums all) {
    if (all.targets.count == 0 || all.nonTargets.count == 0 || all.separates()) {
      failed = true;
      return;
    }
    double now = all.cost(prior);
    steps++;
    if (now > cost + ROUNDING && step.getLInfNorm() > PRECISION) {
      step = step.mapMultiply(0.5);
    } else {
      best = best.add(step);
      cost = now;
      sums = all;
      step = all.step(prior);
    }
    found = step.getLInfNorm() <= PRECISION || steps == MOST_STEPS;
  }

  /** Whether there is nothing more to be done. */
  public boolean isOver() {
    return found || failed;
  }

  /** Whether there is no best function: a class has no trials, or some function no errors. */
  public boolean hasFailed() {
    return failed;
  }

  /** The lowest ratio of a trial; infinite before it is known. */
  public double lowest() {
    return sums == null
        ? Double.NEGATIVE_INFINITY
        : Math.min(sums.targets.lowest, sums.nonTargets.lowest);
  }

  /** The highest ratio of a trial; infinite before it is known. */
  public double highest() {
    return sums == null
        ? Double.POSITIVE_INFINITY
        : Math.max(sums.targets.highest, sums.nonTargets.highest);
  }

  /** Sums over the trials of a pass; only one thread uses them. */
  public static final class Sums implements Serializable {

    private static final long serialVersionUID = 1L;

    private final double logOdds;
    private final OfClass targets;
    private final OfClass nonTargets;

    private Sums(int width, double logOdds) {
      this.logOdds = logOdds;
      this.targets = new OfClass(width);
      this.nonTargets = new OfClass(width);
    }

    /**
     * Adds a trial.
     *
     * @param ratio its log-likelihood ratio: the values by their weights
     */
    public void add(boolean target, double[] values, double ratio) {
      if (target) {
        targets.add(values, ratio, -1, -(ratio + logOdds));
      } else {
        nonTargets.add(values, ratio, 1, ratio + logOdds);
      }
    }

    /** Adds those of another part of the trials. */
    public Sums add(Sums other) {
      targets.add(other.targets);
      nonTargets.add(other.nonTargets);
      return this;
    }

    private boolean separates() {
      return targets.lowest >= nonTargets.highest;
    }

    private double cost(double prior) {
      return prior * targets.cost / targets.count
          + (1 - prior) * nonTargets.cost / nonTargets.count;
    }

    private RealVector step(double prior) {
      double ofTargets = prior / targets.count;
      double ofNonTargets = (1 - prior) / nonTargets.count;
      int width = targets.gradient.length;
      double[] gradient = new double[width];
      double[][] curvature = new double[width][width];
      int place = 0;
      for (int k = 0; k < width; k++) {
        gradient[k] = -(ofTargets * targets.gradient[k] + ofNonTargets * nonTargets.gradient[k]);
        for (int l = 0; l <= k; l++) {
          curvature[k][l] =
              ofTargets * targets.curvature[place] + ofNonTargets * nonTargets.curvature[place];
          curvature[l][k] = curvature[k][l];
          place++;
        }
      }
      // Measures that say the same have no unique weights; this takes the smallest step.
      return new SingularValueDecomposition(new Array2DRowRealMatrix(curvature, false))
          .getSolver()
          .solve(new ArrayRealVector(gradient, false));
    }
  }

  /** Sums over the trials of a class. */
  private static final class OfClass implements Serializable {

    private static final long serialVersionUID = 1L;

    private final double[] gradient;
    private final double[] curvature;
    private long count;
    private double cost;
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest = Double.NEGATIVE_INFINITY;

    private OfClass(int width) {
      this.gradient = new double[width];
      this.curvature = new double[width * (width + 1) / 2];
    }

    /**
     * @param sign of the slope of the cost
     * @param wrong log odds that the trial is of the other class
     */
    private void add(double[] values, double ratio, int sign, double wrong) {
      // Written so that neither probability loses digits.
      double small = Math.exp(-Math.abs(wrong));
      double share = (wrong >= 0 ? 1 : small) / (1 + small);
      double slope = sign * share;
      double bend = small / ((1 + small) * (1 + small));
      int place = 0;
      for (int k = 0; k < values.length; k++) {
        gradient[k] += slope * values[k];
        for (int l = 0; l <= k; l++) {
          curvature[place++] += bend * values[k] * values[l];
        }
      }
      count++;
      cost += SoftPlus.of(wrong);
      lowest = Math.min(lowest, ratio);
      highest = Math.max(highest, ratio);
    }

    private void add(OfClass other) {
      for (int k = 0; k < gradient.length; k++) {
        gradient[k] += other.gradient[k];
      }
      for (int k = 0; k < curvature.length; k++) {
        curvature[k] += other.curvature[k];
      }
      count += other.count;
      cost += other.cost;
      lowest = Math.min(lowest, other.lowest);
      highest = Math.max(highest, other.highest);
    }
  }
}
