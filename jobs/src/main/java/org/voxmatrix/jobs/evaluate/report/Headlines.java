package org.voxmatrix.jobs.evaluate.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.voxmatrix.jobs.evaluate.Evaluation;
import org.voxmatrix.jobs.evaluate.EvaluationPoint;
import org.voxmatrix.jobs.evaluate.metric.Metric;
import org.voxmatrix.jobs.evaluate.metric.Metrics;

/** What is seen first of an evaluation of scores. */
final class Headlines {

  private Headlines() {}

  static List<ReportPage.Headline> of(
      Evaluation evaluation, List<EvaluationPoint> points, Metrics metrics) {
    List<ReportPage.Headline> headlines = new ArrayList<>();
    headlines.add(
        new ReportPage.Headline(
            "EER",
            Numbers.percent(evaluation.eer()),
            Numbers.percents(metrics.withInterval(Metric.Kind.EER, null)),
            "at " + Numbers.score(evaluation.eerThreshold())));
    headlines.add(
        new ReportPage.Headline(
            "Cllr",
            Numbers.bits(evaluation.cllr()) + " bits",
            Numbers.bits(metrics.withInterval(Metric.Kind.CLLR, null)),
            "minimum " + Numbers.bits(evaluation.minCllr())));
    Map<Double, Double> actual = new HashMap<>();
    for (EvaluationPoint point : points) {
      if (point.kind() == EvaluationPoint.Kind.PRIOR_BAYES) {
        actual.put(point.parameter(), point.cost());
      } else if (point.kind() == EvaluationPoint.Kind.PRIOR_BEST) {
        headlines.add(
            new ReportPage.Headline(
                "minDCF(" + Numbers.plain(point.parameter()) + ")",
                Numbers.bits(point.cost()),
                Numbers.bits(metrics.withInterval(Metric.Kind.MIN_DCF, point.parameter())),
                "actual " + Numbers.bits(actual.get(point.parameter()))));
      }
    }
    headlines.add(
        new ReportPage.Headline(
            "target trials",
            Numbers.count(evaluation.targets()),
            "",
            evaluation.speakers() == null
                ? ""
                : "of " + Numbers.count(evaluation.speakers()) + " speakers"));
    headlines.add(
        new ReportPage.Headline(
            "non-target trials",
            Numbers.count(evaluation.nonTargets()),
            "",
            Numbers.count(evaluation.missing()) + " trials missing"));
    return headlines;
  }
}
