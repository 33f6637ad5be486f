package org.voxmatrix.jobs.evaluate.report;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.voxmatrix.jobs.evaluate.Evaluation;
import org.voxmatrix.jobs.evaluate.EvaluationPoint;
import org.voxmatrix.jobs.evaluate.metric.Metric;
import org.voxmatrix.jobs.evaluate.metric.Metrics;

/** A report as one HTML file: styles, charts and audio are in it, and it loads nothing. */
final class ReportPage {

  /** By which a report is told from other files. */
  static final String MARK = "<meta name=\"generator\" content=\"Voxmatrix report\">";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private ReportPage() {}

  /**
   * The page.
   *
   * @param audio a data URI for each id of a worst error, or null
   */
  static String of(EvaluationReport report, UnaryOperator<String> audio) {
    List<ReportTable> tables = new ArrayList<>(report.tables());
    List<ReportTable> errors = report.errorTables(audio);
    tables.addAll(errors);
    boolean listens =
        errors.stream()
            .flatMap(table -> table.rows().stream())
            .flatMap(row -> row.cells().stream())
            .anyMatch(cell -> cell.audio() != null);
    Evaluation evaluation = report.evaluation();
    Map<String, Object> page = new HashMap<>();
    page.put("mark", MARK);
    page.put("style", resource("report.css"));
    page.put("run", report.runId());
    page.put("model", evaluation.model() == null ? "scores that were given" : evaluation.model());
    page.put("kind", evaluation.scoreKind() == null ? "" : evaluation.scoreKind());
    page.put("when", TIME.format(evaluation.evaluatedAt()));
    page.put(
        "personal",
        !report.isPersonal()
            ? ""
            : listens
                ? "This file holds ids and voices of recorded people: personal data."
                : "This file holds ids of recordings: personal data.");
    page.put("headlines", headlines(evaluation, report.points(), report.metrics()));
    page.put("figures", report.figures().stream().map(ReportPage::figure).toList());
    page.put("tables", tables);
    return Mustache.compiler()
        .emptyStringIsFalse(true)
        .compile(resource("report.html"))
        .execute(page);
  }

  private static List<Map<String, String>> headlines(
      Evaluation evaluation, List<EvaluationPoint> points, Metrics metrics) {
    List<Map<String, String>> headlines = new ArrayList<>();
    headlines.add(
        headline(
            "EER",
            Numbers.percent(evaluation.eer()),
            Numbers.percents(metrics.withInterval(Metric.Kind.EER, null)),
            "at " + Numbers.score(evaluation.eerThreshold())));
    headlines.add(
        headline(
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
            headline(
                "minDCF(" + Numbers.plain(point.parameter()) + ")",
                Numbers.bits(point.cost()),
                Numbers.bits(metrics.withInterval(Metric.Kind.MIN_DCF, point.parameter())),
                "actual " + Numbers.bits(actual.get(point.parameter()))));
      }
    }
    headlines.add(
        headline(
            "target trials",
            Numbers.count(evaluation.targets()),
            "",
            evaluation.speakers() == null
                ? ""
                : "of " + Numbers.count(evaluation.speakers()) + " speakers"));
    headlines.add(
        headline(
            "non-target trials",
            Numbers.count(evaluation.nonTargets()),
            "",
            Numbers.count(evaluation.missing()) + " trials missing"));
    return headlines;
  }

  private static Map<String, String> headline(
      String name, String value, String range, String note) {
    return Map.of("name", name, "value", value, "range", range, "note", note);
  }

  private static Map<String, String> figure(Figure figure) {
    return Map.of(
        "svg", figure.chart().inPage(),
        "title", figure.chart().title(),
        "caption", figure.caption());
  }

  private static String resource(String name) {
    try (InputStream text = ReportPage.class.getResourceAsStream(name)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
