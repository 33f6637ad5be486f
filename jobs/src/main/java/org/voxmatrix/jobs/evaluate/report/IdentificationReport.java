package org.voxmatrix.jobs.evaluate.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.voxmatrix.jobs.evaluate.openset.OpenSetPoint;
import org.voxmatrix.jobs.evaluate.openset.OpenSetPoint.Kind;
import org.voxmatrix.jobs.evaluate.openset.OpenSetTable;
import org.voxmatrix.tables.Warehouse;

/**
 * What a report tells of identification: error rates against the number of people in the gallery.
 *
 * @param points all of the evaluation
 */
record IdentificationReport(String runId, List<OpenSetPoint> points) implements Report {

  /** The report of an evaluation in the tables; none if it is of another kind. */
  static Optional<IdentificationReport> of(Warehouse warehouse, String runId) {
    List<OpenSetPoint> points = new OpenSetTable(warehouse).points(runId);
    return points.isEmpty()
        ? Optional.empty()
        : Optional.of(new IdentificationReport(runId, points));
  }

  @Override
  public boolean isPersonal() {
    return false;
  }

  @Override
  public List<Figure> figures() {
    return new GalleryPlots(points).figures();
  }

  @Override
  public String page(UnaryOperator<String> audio) {
    OpenSetPoint first = points.get(0);
    return new ReportPage(
            "Evaluation of identification",
            runId,
            first.evaluatedAt(),
            "scores of gallery and probes",
            "",
            "",
            headlines(first),
            figures(),
            GalleryTables.of(points),
            "FPIR: strangers' probes that are taken for somebody of the gallery. FNIR: probes of people in the gallery that are missed: their own score is under the threshold, or another's above it. Means over all galleries of a size that could be drawn, by the hypergeometric distribution.")
        .html();
  }

  private List<ReportPage.Headline> headlines(OpenSetPoint first) {
    List<ReportPage.Headline> headlines = new ArrayList<>();
    int largest = points.stream().mapToInt(OpenSetPoint::gallery).max().orElseThrow();
    points.stream()
        .filter(point -> point.kind() == Kind.THRESHOLD && point.gallery() == largest)
        .findFirst()
        .ifPresent(
            point -> {
              String of =
                  "of %s, at %s"
                      .formatted(Numbers.people(largest), Numbers.score(point.threshold()));
              headlines.add(
                  new ReportPage.Headline(
                      "FPIR", Numbers.percent(point.falsePositiveRate()), "", of));
              if (point.falseNegativeRate() != null) {
                headlines.add(
                    new ReportPage.Headline(
                        "FNIR", Numbers.percent(point.falseNegativeRate()), "", of));
              }
            });
    points.stream()
        .filter(point -> point.kind() == Kind.RANK && point.gallery() == largest)
        .filter(point -> point.parameter() == 1 && point.falseNegativeRate() != null)
        .forEach(
            point ->
                headlines.add(
                    new ReportPage.Headline(
                        "not the best",
                        Numbers.percent(point.falseNegativeRate()),
                        "",
                        "of " + Numbers.people(largest) + ", whatever the score")));
    headlines.add(
        new ReportPage.Headline(
            "people", Numbers.count(first.people()), "", "with entries in the scores"));
    headlines.add(
        new ReportPage.Headline(
            "their probes", Numbers.count(first.known()), "", "of people in the gallery"));
    headlines.add(
        new ReportPage.Headline(
            "strangers' probes",
            Numbers.count(first.strangers()),
            "",
            first.leftOut() ? "people left out for their own" : "of nobody in the gallery"));
    return headlines;
  }
}
