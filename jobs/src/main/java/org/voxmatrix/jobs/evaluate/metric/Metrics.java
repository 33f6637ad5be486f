package org.voxmatrix.jobs.evaluate.metric;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The metrics of an evaluation. */
public record Metrics(List<MeasuredMetric> all) {

  /** The interval of a metric of all trials; none where there is none. */
  public Optional<MeasuredMetric> withInterval(Metric.Kind kind, Double parameter) {
    return all.stream()
        .filter(MeasuredMetric::isOfAll)
        .filter(one -> one.metric() == kind && Objects.equals(one.parameter(), parameter))
        .filter(one -> one.low() != null)
        .findFirst();
  }

  /** A metric of each condition. */
  public List<MeasuredMetric> ofConditions(Metric.Kind kind) {
    return all.stream().filter(one -> !one.isOfAll() && one.metric() == kind).toList();
  }

  /** Another metric of the same condition. */
  public Optional<MeasuredMetric> of(MeasuredMetric condition, Metric.Kind kind) {
    return all.stream()
        .filter(one -> Objects.equals(one.conditionBy(), condition.conditionBy()))
        .filter(one -> Objects.equals(one.condition(), condition.condition()))
        .filter(one -> one.metric() == kind)
        .findFirst();
  }

  /**
   * What the intervals are, or why there are none.
   *
   * @param speakers of the evaluation; null if they are not known
   */
  public String intervals(Integer speakers) {
    Optional<MeasuredMetric> first =
        all.stream().filter(one -> one.isOfAll() && one.method() != null).findFirst();
    if (first.isPresent()) {
      return "of 95 %%, by a %s over the speakers".formatted(first.get().method().word());
    }
    return speakers == null
        ? "none: the speakers are not known"
        : "none: there are too few speakers, or no errors";
  }
}
