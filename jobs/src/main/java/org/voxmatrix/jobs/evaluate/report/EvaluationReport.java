package org.voxmatrix.jobs.evaluate.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.evaluate.Evaluation;
import org.voxmatrix.jobs.evaluate.EvaluationPoint;
import org.voxmatrix.jobs.evaluate.EvaluationTable;
import org.voxmatrix.jobs.evaluate.evidence.EvidenceTable;
import org.voxmatrix.jobs.evaluate.evidence.ScoreCount;
import org.voxmatrix.jobs.evaluate.evidence.ScoreCounts;
import org.voxmatrix.jobs.evaluate.evidence.WorstError;
import org.voxmatrix.jobs.evaluate.metric.MetricTable;
import org.voxmatrix.jobs.evaluate.metric.Metrics;
import org.voxmatrix.metrics.TrialCounts;
import org.voxmatrix.tables.Warehouse;

/**
 * What a report tells of an evaluation.
 *
 * @param metrics with their intervals
 * @param figures in the order in which they are seen
 * @param tables in the order in which they are seen
 * @param errors the worst errors; such a report holds personal data
 */
public record EvaluationReport(
    String runId,
    Evaluation evaluation,
    List<EvaluationPoint> points,
    Metrics metrics,
    List<Figure> figures,
    List<ReportTable> tables,
    List<WorstError> errors)
    implements Report {

  private static final int WIDTH = 440;
  private static final int HEIGHT = 360;

  /**
   * The report of an evaluation in the tables.
   *
   * @throws RequestException {@code evaluation.not-found}
   */
  public static EvaluationReport of(Warehouse warehouse, String runId) {
    EvaluationTable table = new EvaluationTable(warehouse);
    EvidenceTable evidence = new EvidenceTable(warehouse);
    Evaluation evaluation = table.of(runId).orElseThrow(EvaluationReport::notFound);
    List<EvaluationPoint> points = table.points(runId);
    Metrics metrics = new MetricTable(warehouse).of(runId);
    List<ScoreCount> scores = evidence.scores(runId);
    return new EvaluationReport(
        runId,
        evaluation,
        points,
        metrics,
        scores.isEmpty() ? List.of() : figures(ScoreCounts.of(scores), evaluation, points),
        tables(points, metrics, evaluation.speakers()),
        evidence.errors(runId));
  }

  /** For an id that no evaluation has. */
  public static RequestException notFound() {
    return new RequestException(
        Fault.EVALUATION_NOT_FOUND,
        List.of("show"),
        "There is no evaluation of that id in the tables: see the runs of voxmatrix status.");
  }

  @Override
  public boolean isPersonal() {
    return !errors.isEmpty();
  }

  @Override
  public String page(UnaryOperator<String> audio) {
    List<ReportTable> all = new ArrayList<>(tables);
    List<ReportTable> ofErrors = errorTables(audio);
    all.addAll(ofErrors);
    boolean listens =
        ofErrors.stream()
            .flatMap(table -> table.rows().stream())
            .flatMap(row -> row.cells().stream())
            .anyMatch(cell -> cell.audio() != null);
    return new ReportPage(
            "Evaluation of speaker scores",
            runId,
            evaluation.evaluatedAt(),
            evaluation.model() == null ? "scores that were given" : evaluation.model(),
            evaluation.scoreKind() == null ? "" : evaluation.scoreKind(),
            !isPersonal()
                ? ""
                : listens
                    ? "This file holds ids and voices of recorded people: personal data."
                    : "This file holds ids of recordings: personal data.",
            Headlines.of(evaluation, points, metrics),
            figures,
            all,
            "A target trial is a pair of one speaker, a non-target trial one of two. EER: where"
                + " misses and false alarms are equal, on the convex hull. Cllr: cost of the scores"
                + " as log-likelihood ratios; 1 is what scores without information cost.")
        .html();
  }

  private static List<Figure> figures(
      TrialCounts counts, Evaluation evaluation, List<EvaluationPoint> points) {
    ScorePlots plots = new ScorePlots(counts, evaluation, WIDTH, HEIGHT);
    List<Figure> figures = new ArrayList<>();
    figures.add(DetPlot.of(counts, evaluation, points, WIDTH, HEIGHT));
    figures.add(plots.histogram());
    figures.add(plots.tippett());
    figures.add(plots.calibration());
    return figures;
  }

  private static List<ReportTable> tables(
      List<EvaluationPoint> points, Metrics metrics, Integer speakers) {
    List<ReportTable> tables = new ArrayList<>(ConditionTables.of(metrics));
    tables.add(operatingPoints(points, metrics, speakers));
    return tables;
  }

  private static ReportTable operatingPoints(
      List<EvaluationPoint> points, Metrics metrics, Integer speakers) {
    return new ReportTable(
        "Operating points",
        "DCF: detection cost, over that of the better of accepting all and rejecting all; at the threshold for scores as they are (LLRs), and at the best one. Intervals: %s."
            .formatted(metrics.intervals(speakers)),
        List.of("", "threshold", "misses", "false alarms", "DCF"),
        points.stream()
            .map(
                point ->
                    new ReportTable.Row(
                        what(point),
                        List.of(
                            ReportTable.Cell.of(Numbers.score(point.threshold())),
                            ReportTable.Cell.of(
                                Numbers.percent(point.missRate()),
                                Numbers.percents(
                                    metrics.withInterval(point.missMetric(), point.parameter()))),
                            ReportTable.Cell.of(
                                Numbers.percent(point.falseAlarmRate()),
                                Numbers.percents(
                                    metrics.withInterval(
                                        point.falseAlarmMetric(), point.parameter()))),
                            ReportTable.Cell.of(
                                point.cost() == null ? "" : Numbers.bits(point.cost()),
                                Numbers.bits(
                                    metrics.withInterval(point.costMetric(), point.parameter()))))))
            .toList());
  }

  private static String what(EvaluationPoint point) {
    String parameter = Numbers.plain(point.parameter());
    return switch (point.kind()) {
      case PRIOR_BAYES -> "prior %s, as LLRs".formatted(parameter);
      case PRIOR_BEST -> "prior %s, best".formatted(parameter);
      case FALSE_ALARM_RATE ->
          "alarms up to %s %%".formatted(Numbers.plain(100 * point.parameter()));
      case THRESHOLD -> "threshold %s".formatted(parameter);
    };
  }

  /**
   * The tables of the worst errors.
   *
   * @param audio a data URI for each id, or null
   */
  List<ReportTable> errorTables(UnaryOperator<String> audio) {
    List<ReportTable> found = new ArrayList<>();
    for (WorstError.Kind kind : WorstError.Kind.values()) {
      List<ReportTable.Row> rows =
          errors.stream()
              .filter(error -> error.kind() == kind)
              .map(
                  error ->
                      new ReportTable.Row(
                          String.valueOf(error.place()),
                          List.of(
                              ReportTable.Cell.of(
                                  String.format(Locale.ROOT, "%.4f", error.score())),
                              ReportTable.Cell.ofId(error.idA(), audio.apply(error.idA())),
                              ReportTable.Cell.ofId(error.idB(), audio.apply(error.idB())))))
              .toList();
      if (!rows.isEmpty()) {
        found.add(
            new ReportTable(
                kind == WorstError.Kind.MISS ? "Worst misses" : "Worst false alarms",
                kind == WorstError.Kind.MISS
                    ? "Target trials of the lowest scores: one speaker by the labels, two by the scores."
                    : "Non-target trials of the highest scores: two speakers by the labels, one by the scores.",
                List.of("", "score", "A", "B"),
                rows));
      }
    }
    return found;
  }
}
