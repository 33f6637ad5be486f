package org.voxmatrix.calibrations;

import java.io.Serializable;

/**
 * What a quality measure of each side adds to a log-likelihood ratio: {@code weight x f(value)},
 * where f is the natural logarithm of seconds, or dB as they are.
 *
 * @param weight natural logarithm, for each unit of f
 * @param lowest what a lower value counts as
 * @param highest what a higher value counts as
 */
public record QualityTerm(QualityMeasure measure, double weight, double lowest, double highest)
    implements Serializable {

  /** A term within the measure's own bounds. */
  public static QualityTerm of(QualityMeasure measure, double weight) {
    return new QualityTerm(measure, weight, measure.lowest(), measure.highest());
  }

  /** The measure of a value, within the bounds. */
  public double scaled(double value) {
    return measure.scaled(Math.max(lowest, Math.min(highest, value)));
  }
}
