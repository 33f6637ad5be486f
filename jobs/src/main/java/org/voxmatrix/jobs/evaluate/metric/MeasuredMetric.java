package org.voxmatrix.jobs.evaluate.metric;

import java.util.List;
import java.util.Optional;
import org.voxmatrix.metrics.Interval;
import org.voxmatrix.metrics.Replicates;
import org.voxmatrix.metrics.Replicates.Sample;
import org.voxmatrix.metrics.Resampling;
import org.voxmatrix.tables.Word;

/**
 * A metric of an evaluation, a row of table {@code evaluation_metrics}.
 *
 * @param conditionBy by what trials are told apart; null for all trials
 * @param condition which of them these are; null for all trials
 * @param targets trials of the condition
 * @param nonTargets trials of the condition
 * @param speakers that have a side of the condition; null if that is not known
 * @param parameter the prior, threshold or rate of the metric; null for metrics without
 * @param value null without the trials that it needs
 * @param low lower limit of the interval of 95 %; null where there is none
 * @param high upper limit of the interval
 * @param method how the interval was made; null where there is none
 */
public record MeasuredMetric(
    String conditionBy,
    String condition,
    long targets,
    long nonTargets,
    Integer speakers,
    Metric.Kind metric,
    Double parameter,
    Double value,
    Double low,
    Double high,
    Method method) {

  /** How an interval was made. */
  public enum Method implements Word {
    BOOTSTRAP,
    JACKKNIFE;

    private static Method of(Resampling.Method method) {
      return switch (method) {
        case BOOTSTRAP -> BOOTSTRAP;
        case JACKKNIFE -> JACKKNIFE;
      };
    }
  }

  /**
   * Measures.
   *
   * @param group which trials; both null for all
   * @param exact these trials
   * @param replicates null where speakers are not known
   */
  public static List<MeasuredMetric> of(
      Group group, List<Metric> metrics, Sample exact, Integer speakers, Replicates replicates) {
    return metrics.stream().map(metric -> of(group, metric, exact, speakers, replicates)).toList();
  }

  /**
   * Trials of a condition.
   *
   * @param by null for all trials
   */
  public record Group(String by, String condition) {

    /** All trials. */
    public static final Group ALL = new Group(null, null);
  }

  private static MeasuredMetric of(
      Group group, Metric metric, Sample exact, Integer speakers, Replicates replicates) {
    double value = metric.exact(exact);
    Optional<Interval> interval =
        replicates == null || Double.isNaN(value)
            ? Optional.empty()
            : Interval.of(value, replicates, metric::of, metric.isRate());
    return new MeasuredMetric(
        group.by(),
        group.condition(),
        (long) exact.counts().targets(),
        (long) exact.counts().nonTargets(),
        speakers,
        metric.kind(),
        metric.parameter(),
        Double.isNaN(value) ? null : Double.valueOf(value),
        interval.map(Interval::low).orElse(null),
        interval.map(found -> Math.min(found.high(), metric.most())).orElse(null),
        interval.map(found -> Method.of(replicates.method())).orElse(null));
  }

  /** Whether it is of all trials. */
  public boolean isOfAll() {
    return conditionBy == null;
  }
}
