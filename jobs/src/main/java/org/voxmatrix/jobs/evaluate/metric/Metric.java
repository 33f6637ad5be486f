package org.voxmatrix.jobs.evaluate.metric;

import org.voxmatrix.metrics.DetectionCost;
import org.voxmatrix.metrics.ErrorRates;
import org.voxmatrix.metrics.Hull;
import org.voxmatrix.metrics.Replicates.Sample;
import org.voxmatrix.metrics.TrialCounts;
import org.voxmatrix.tables.Word;

/**
 * A number that says what scores are worth.
 *
 * @param parameter a prior, threshold or rate; null for kinds without
 */
public record Metric(Kind kind, Double parameter) {

  /** What is measured. */
  public enum Kind implements Word {
    /** Equal error rate of the convex hull. */
    EER,
    /** Cost of the scores as log-likelihood ratios, bits. */
    CLLR,
    /** The same after the best monotone calibration. */
    MIN_CLLR,
    /** Detection cost at the Bayes threshold of a prior, normalized. */
    ACTUAL_DCF,
    /** Detection cost at the best threshold of a prior, normalized. */
    MIN_DCF,
    /** Misses at a threshold. */
    MISS_RATE,
    /** False alarms at a threshold. */
    FALSE_ALARM_RATE,
    /** Misses at the lowest threshold with at most a rate of false alarms. */
    MISS_RATE_AT_FALSE_ALARM_RATE
  }

  public static Metric of(Kind kind) {
    return new Metric(kind, null);
  }

  /** Whether it is a share, so that it is 1 at most. */
  boolean isRate() {
    return switch (kind) {
      case EER, MISS_RATE, FALSE_ALARM_RATE, MISS_RATE_AT_FALSE_ALARM_RATE -> true;
      case CLLR, MIN_CLLR, ACTUAL_DCF, MIN_DCF -> false;
    };
  }

  /** What it can be at most. */
  double most() {
    return kind == Kind.CLLR || kind == Kind.ACTUAL_DCF ? Double.POSITIVE_INFINITY : 1;
  }

  /** The value of exact counts; not a number without the trials that it needs. */
  double exact(Sample sample) {
    if (kind == Kind.MISS_RATE_AT_FALSE_ALARM_RATE && hasBothClasses(sample.counts())) {
      ErrorRates rates = ErrorRates.of(sample.counts());
      return rates.missRate(rates.atFalseAlarmRate(parameter));
    }
    return of(sample);
  }

  /** The value of counts between few boundaries. */
  public double of(Sample sample) {
    TrialCounts counts = sample.counts();
    return switch (kind) {
      case MISS_RATE -> counts.targets() == 0 ? Double.NaN : misses(ErrorRates.of(counts));
      case FALSE_ALARM_RATE ->
          counts.nonTargets() == 0 ? Double.NaN : falseAlarms(ErrorRates.of(counts));
      case EER, CLLR, MIN_CLLR, ACTUAL_DCF, MIN_DCF, MISS_RATE_AT_FALSE_ALARM_RATE ->
          hasBothClasses(counts) ? ofBoth(sample) : Double.NaN;
    };
  }

  private static boolean hasBothClasses(TrialCounts counts) {
    return counts.targets() > 0 && counts.nonTargets() > 0;
  }

  private double ofBoth(Sample sample) {
    TrialCounts counts = sample.counts();
    return switch (kind) {
      case EER -> Hull.of(counts).equalErrorRate();
      case CLLR -> sample.cost();
      case MIN_CLLR -> Hull.of(counts).minimumCost();
      case ACTUAL_DCF -> cost().actual(ErrorRates.of(counts)) / cost().ofBlindDecisions();
      case MIN_DCF -> cost().minimum(ErrorRates.of(counts)) / cost().ofBlindDecisions();
      case MISS_RATE_AT_FALSE_ALARM_RATE -> between(ErrorRates.of(counts));
      case MISS_RATE, FALSE_ALARM_RATE -> throw new IllegalStateException(kind.word());
    };
  }

  private DetectionCost cost() {
    return DetectionCost.of(parameter);
  }

  private double misses(ErrorRates rates) {
    return rates.missRate(rates.at(parameter));
  }

  private double falseAlarms(ErrorRates rates) {
    return rates.falseAlarmRate(rates.at(parameter));
  }

  /** On the line between the two boundaries around the rate, so that it does not jump. */
  private double between(ErrorRates rates) {
    int at = rates.atFalseAlarmRate(parameter);
    if (at == 0) {
      return 0;
    }
    double alarms = rates.falseAlarmRate(at);
    double above = rates.falseAlarmRate(at - 1);
    double share = (above - parameter) / (above - alarms);
    double misses = rates.missRate(at - 1);
    return misses + share * (rates.missRate(at) - misses);
  }
}
