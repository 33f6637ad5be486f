package org.voxmatrix.score;

import java.io.Serializable;

/**
 * How a score becomes a log-likelihood ratio: {@code slope x score + offset}, natural logarithm.
 * Scores beyond those that it was fitted on say no more than the last of those: there, nothing is
 * known.
 *
 * @param slope positive
 * @param lowest of the scores that it was fitted on
 * @param highest of the scores that it was fitted on
 */
public record Calibration(double slope, double offset, double lowest, double highest)
    implements Serializable {

  /** What tables call log-likelihood ratios. */
  public static final String SCORE_KIND = "llr";

  public Calibration {
    if (!(slope > 0 && lowest <= highest)) {
      throw new IllegalArgumentException(
          "slope %s, scores %s to %s".formatted(slope, lowest, highest));
    }
  }

  /** The log-likelihood ratio of a score. */
  public double ratio(double score) {
    return slope * Math.max(lowest, Math.min(highest, score)) + offset;
  }

  /**
   * The lowest score whose log-likelihood ratio reaches one; infinite if none does, negative
   * infinity if all do.
   */
  public double score(double ratio) {
    if (ratio > ratio(highest)) {
      return Double.POSITIVE_INFINITY;
    }
    return ratio <= ratio(lowest) ? Double.NEGATIVE_INFINITY : (ratio - offset) / slope;
  }
}
