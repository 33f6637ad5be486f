package org.voxmatrix.jobs.evaluate.report;

import java.util.List;
import java.util.OptionalDouble;
import org.voxmatrix.jobs.evaluate.metric.MeasuredMetric;
import org.voxmatrix.jobs.evaluate.metric.Metric;
import org.voxmatrix.jobs.evaluate.metric.Metrics;

/** A table for each property by which trials are told apart; its worst condition is marked. */
final class ConditionTables {

  private ConditionTables() {}

  static List<ReportTable> of(Metrics metrics) {
    List<MeasuredMetric> rates = metrics.ofConditions(Metric.Kind.EER);
    return rates.stream()
        .map(MeasuredMetric::conditionBy)
        .distinct()
        .map(
            by ->
                table(
                    by,
                    rates.stream().filter(one -> one.conditionBy().equals(by)).toList(),
                    metrics))
        .toList();
  }

  private static ReportTable table(String by, List<MeasuredMetric> rates, Metrics metrics) {
    OptionalDouble worst =
        rates.stream().filter(rate -> rate.low() != null).mapToDouble(MeasuredMetric::value).max();
    String threshold =
        metrics
            .of(rates.get(0), Metric.Kind.MISS_RATE)
            .map(rate -> Numbers.score(rate.parameter()))
            .orElse("none");
    return new ReportTable(
        "By " + by,
        "Both sides of a trial have the value, or one has each of two. Misses and false alarms are at one threshold for all, %s. Small: intervals over speakers. Worst: the highest EER that has one."
            .formatted(threshold),
        List.of("", "EER", "misses", "false alarms", "min. Cllr", "trials", "speakers"),
        rates.stream()
            .map(
                rate ->
                    row(
                        rate,
                        worst.isPresent()
                            && rates.size() > 1
                            && rate.value() != null
                            && rate.value() == worst.getAsDouble(),
                        metrics))
            .toList());
  }

  private static ReportTable.Row row(MeasuredMetric rate, boolean worst, Metrics metrics) {
    return new ReportTable.Row(
        rate.condition() + (worst ? " (worst)" : ""),
        List.of(
            percent(rate),
            metrics
                .of(rate, Metric.Kind.MISS_RATE)
                .map(ConditionTables::percent)
                .orElse(ReportTable.Cell.of("")),
            metrics
                .of(rate, Metric.Kind.FALSE_ALARM_RATE)
                .map(ConditionTables::percent)
                .orElse(ReportTable.Cell.of("")),
            metrics
                .of(rate, Metric.Kind.MIN_CLLR)
                .map(ConditionTables::bits)
                .orElse(ReportTable.Cell.of("")),
            ReportTable.Cell.of(
                Numbers.count(rate.targets()), "and " + Numbers.count(rate.nonTargets())),
            ReportTable.Cell.of(rate.speakers() == null ? "" : Numbers.count(rate.speakers()))));
  }

  private static ReportTable.Cell percent(MeasuredMetric metric) {
    return metric.value() == null
        ? ReportTable.Cell.of("")
        : ReportTable.Cell.of(
            Numbers.percent(metric.value()), metric.low() == null ? "" : Numbers.percents(metric));
  }

  private static ReportTable.Cell bits(MeasuredMetric metric) {
    return metric.value() == null
        ? ReportTable.Cell.of("")
        : ReportTable.Cell.of(
            Numbers.bits(metric.value()), metric.low() == null ? "" : Numbers.bits(metric));
  }
}
