package org.voxmatrix.cli.voiceprints;

import java.math.BigDecimal;
import org.voxmatrix.cli.terminal.Summary;
import org.voxmatrix.error.Counted;
import org.voxmatrix.jobs.evaluate.EvaluateResult;
import org.voxmatrix.jobs.evaluate.Evaluation;
import org.voxmatrix.jobs.evaluate.EvaluationPoint;
import org.voxmatrix.jobs.evaluate.metric.MeasuredMetric;
import org.voxmatrix.jobs.evaluate.metric.Metric;
import org.voxmatrix.jobs.evaluate.metric.Metrics;
import picocli.CommandLine.Model.CommandSpec;

/** Prints what scores of trials are worth. */
record MetricReport(CommandSpec spec) {

  void print(EvaluateResult result) {
    Evaluation evaluation = result.evaluation();
    Metrics metrics = result.metrics();
    Summary summary =
        new Summary(spec)
            .line(
                "run",
                "%s%s",
                result.runId(),
                result.elapsed() == null ? "" : " done in " + Summary.seconds(result.elapsed()))
            .line(
                "trials",
                "%s, %s%s",
                new Counted(evaluation.targets(), "target trial"),
                new Counted(evaluation.nonTargets(), "non-target trial"),
                evaluation.speakers() == null
                    ? ""
                    : " of " + new Counted(evaluation.speakers(), "speaker"))
            .line(
                "left out",
                "%s of one recording, %s missing",
                new Counted(evaluation.leftOut(), "pair"),
                new Counted(evaluation.missing(), "trial"))
            .line("intervals", "%s", metrics.intervals(evaluation.speakers()))
            .line(
                "EER",
                "%.2f %%%s, at %s",
                100 * evaluation.eer(),
                interval(metrics, Metric.Kind.EER, null, "%.2f", 100),
                score(evaluation.eerThreshold()))
            .line(
                "Cllr",
                "%.4f%s, minimum %.4f%s",
                evaluation.cllr(),
                interval(metrics, Metric.Kind.CLLR, null, "%.4f", 1),
                evaluation.minCllr(),
                interval(metrics, Metric.Kind.MIN_CLLR, null, "%.4f", 1));
    for (EvaluationPoint point : result.points()) {
      summary.line(
          "",
          "%s: at %s, misses %.3g %%%s, false alarms %.3g %%%s%s",
          what(point),
          score(point.threshold()),
          100 * point.missRate(),
          interval(metrics, point.missMetric(), point.parameter(), "%.3g", 100),
          100 * point.falseAlarmRate(),
          interval(metrics, point.falseAlarmMetric(), point.parameter(), "%.3g", 100),
          point.cost() == null
              ? ""
              : ", DCF %.4f%s"
                  .formatted(
                      point.cost(),
                      interval(metrics, point.costMetric(), point.parameter(), "%.4f", 1)));
    }
    for (MeasuredMetric one : metrics.ofConditions(Metric.Kind.EER)) {
      summary.line(
          "",
          "%s %s: %s, %s%s, EER %s%s",
          one.conditionBy(),
          one.condition(),
          new Counted(one.targets(), "target trial"),
          new Counted(one.nonTargets(), "non-target trial"),
          one.speakers() == null ? "" : " of " + new Counted(one.speakers(), "speaker"),
          one.value() == null ? "unknown" : "%.2f %%".formatted(100 * one.value()),
          range(one, "%.2f", 100));
    }
  }

  private static String interval(
      Metrics metrics, Metric.Kind kind, Double parameter, String format, double factor) {
    return metrics
        .withInterval(kind, parameter)
        .map(found -> range(found, format, factor))
        .orElse("");
  }

  private static String range(MeasuredMetric metric, String format, double factor) {
    return metric.low() == null
        ? ""
        : (" (" + format + " to " + format + ")")
            .formatted(factor * metric.low(), factor * metric.high());
  }

  private static String what(EvaluationPoint point) {
    return switch (point.kind()) {
      case PRIOR_BAYES -> "prior %s, scores as LLRs".formatted(plain(point.parameter()));
      case PRIOR_BEST -> "prior %s, best threshold".formatted(plain(point.parameter()));
      case FALSE_ALARM_RATE -> "false alarms up to %s".formatted(plain(point.parameter()));
      case THRESHOLD -> "threshold";
    };
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).toPlainString();
  }

  private static String score(Double threshold) {
    return threshold == null ? "a threshold beyond all scores" : "%.4f".formatted(threshold);
  }
}
