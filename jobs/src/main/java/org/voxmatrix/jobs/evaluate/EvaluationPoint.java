package org.voxmatrix.jobs.evaluate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.ArrayList;
import java.util.List;
import org.voxmatrix.jobs.evaluate.metric.Metric;
import org.voxmatrix.metrics.DetectionCost;
import org.voxmatrix.metrics.ErrorRates;
import org.voxmatrix.tables.Word;

/**
 * Error rates at one threshold, a row of table {@code evaluation_points}.
 *
 * @param kind what was asked for
 * @param parameter the prior, rate or threshold that was asked for
 * @param threshold scores from it on are accepted; null for one below or above all scores
 * @param cost at the threshold, normalized by that of the better of accepting all and rejecting
 *     all; null but for priors
 */
@JsonNaming(SnakeCaseStrategy.class)
public record EvaluationPoint(
    Kind kind,
    double parameter,
    Double threshold,
    double missRate,
    double falseAlarmRate,
    Double cost) {

  /** What a point is for. */
  public enum Kind implements Word {
    /** The threshold of a prior for scores that are log-likelihood ratios: Bayes. */
    PRIOR_BAYES,
    /** The best threshold of a prior. */
    PRIOR_BEST,
    /** The lowest threshold with a rate of false alarms at most. */
    FALSE_ALARM_RATE,
    /** A threshold as it was given. */
    THRESHOLD
  }

  /** What its misses are, as a metric; null for none with an interval. */
  public Metric.Kind missMetric() {
    return switch (kind) {
      case THRESHOLD -> Metric.Kind.MISS_RATE;
      case FALSE_ALARM_RATE -> Metric.Kind.MISS_RATE_AT_FALSE_ALARM_RATE;
      case PRIOR_BAYES, PRIOR_BEST -> null;
    };
  }

  /** What its false alarms are, as a metric; null for none with an interval. */
  public Metric.Kind falseAlarmMetric() {
    return kind == Kind.THRESHOLD ? Metric.Kind.FALSE_ALARM_RATE : null;
  }

  /** What its cost is, as a metric; null for none. */
  public Metric.Kind costMetric() {
    return switch (kind) {
      case PRIOR_BAYES -> Metric.Kind.ACTUAL_DCF;
      case PRIOR_BEST -> Metric.Kind.MIN_DCF;
      case THRESHOLD, FALSE_ALARM_RATE -> null;
    };
  }

  /** All points that were asked for. */
  static List<EvaluationPoint> of(ErrorRates rates, EvaluateSettings settings) {
    List<EvaluationPoint> points = new ArrayList<>();
    for (double prior : settings.priors()) {
      DetectionCost cost = DetectionCost.of(prior);
      points.add(
          at(Kind.PRIOR_BAYES, prior, cost.threshold(), rates, rates.at(cost.threshold()), cost));
      int best = rates.at(cost.minimumThreshold(rates));
      points.add(at(Kind.PRIOR_BEST, prior, rates.threshold(best), rates, best, cost));
    }
    for (double rate : settings.falseAlarmRates()) {
      int i = rates.atFalseAlarmRate(rate);
      points.add(at(Kind.FALSE_ALARM_RATE, rate, rates.threshold(i), rates, i, null));
    }
    for (double threshold : settings.thresholds()) {
      points.add(at(Kind.THRESHOLD, threshold, threshold, rates, rates.at(threshold), null));
    }
    return points;
  }

  private static EvaluationPoint at(
      Kind kind, double parameter, double threshold, ErrorRates rates, int i, DetectionCost cost) {
    double misses = rates.missRate(i);
    double alarms = rates.falseAlarmRate(i);
    return new EvaluationPoint(
        kind,
        parameter,
        finite(threshold),
        misses,
        alarms,
        cost == null ? null : cost.of(misses, alarms) / cost.ofBlindDecisions());
  }

  static Double finite(double threshold) {
    return Double.isInfinite(threshold) ? null : Double.valueOf(threshold);
  }
}
