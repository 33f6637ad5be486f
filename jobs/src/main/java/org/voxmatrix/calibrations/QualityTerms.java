package org.voxmatrix.calibrations;

import java.io.Serializable;
import java.util.List;

/**
 * What quality adds to scores: so much of each side that {@code slope} times the sum is what it
 * adds to the log-likelihood ratio.
 *
 * @param terms at least one
 * @param slope of the calibration, positive
 */
public record QualityTerms(List<QualityTerm> terms, double slope) implements Serializable {

  /**
   * Shares of members.
   *
   * @param qualities row-major, a value of each term's measure for each member
   */
  public double[] shares(double[] qualities) {
    double[] shares = new double[qualities.length / terms.size()];
    for (int i = 0; i < qualities.length; i++) {
      QualityTerm term = terms.get(i % terms.size());
      shares[i / terms.size()] += term.weight() * term.scaled(qualities[i]) / slope;
    }
    return shares;
  }
}
