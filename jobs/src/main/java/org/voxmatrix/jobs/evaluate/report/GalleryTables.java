package org.voxmatrix.jobs.evaluate.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.voxmatrix.jobs.evaluate.openset.OpenSetPoint;
import org.voxmatrix.jobs.evaluate.openset.OpenSetPoint.Kind;

/** Tables of identification: a row for each size of the gallery. */
final class GalleryTables {

  private final List<OpenSetPoint> points;

  private GalleryTables(List<OpenSetPoint> points) {
    this.points = points;
  }

  static List<ReportTable> of(List<OpenSetPoint> points) {
    GalleryTables tables = new GalleryTables(points);
    List<ReportTable> found = new ArrayList<>();
    tables.add(
        found,
        Kind.THRESHOLD,
        "At a threshold",
        "Strangers taken for somebody; small: of the known so many are missed.",
        threshold -> Numbers.score(threshold),
        point ->
            ReportTable.Cell.of(
                Numbers.percent(point.falsePositiveRate()),
                point.falseNegativeRate() == null
                    ? ""
                    : Numbers.percent(point.falseNegativeRate()) + " missed"));
    tables.add(
        found,
        Kind.FALSE_POSITIVE_RATE,
        "At a rate of false positives",
        "Of the known so many are missed; small: at the threshold for the rate.",
        rate -> "FPIR " + Numbers.plain(100 * rate) + " %",
        point ->
            ReportTable.Cell.of(
                missed(point),
                point.threshold() == null
                    ? "above all"
                    : "at " + Numbers.score(point.threshold())));
    tables.add(
        found,
        Kind.RANK,
        "Not among the best",
        "Of the known, whatever the score.",
        "best %.0f"::formatted,
        point -> ReportTable.Cell.of(missed(point)));
    return found;
  }

  private static String missed(OpenSetPoint point) {
    return point.falseNegativeRate() == null ? "" : Numbers.percent(point.falseNegativeRate());
  }

  private void add(
      List<ReportTable> tables,
      Kind kind,
      String title,
      String note,
      DoubleFunction<String> column,
      Function<OpenSetPoint, ReportTable.Cell> cell) {
    List<OpenSetPoint> some = points.stream().filter(point -> point.kind() == kind).toList();
    if (some.isEmpty()) {
      return;
    }
    List<Double> parameters = some.stream().map(OpenSetPoint::parameter).distinct().toList();
    List<ReportTable.Row> rows =
        some.stream()
            .map(OpenSetPoint::gallery)
            .distinct()
            .map(
                gallery ->
                    new ReportTable.Row(
                        Numbers.people(gallery),
                        parameters.stream()
                            .map(
                                parameter ->
                                    some.stream()
                                        .filter(point -> point.gallery() == gallery)
                                        .filter(point -> point.parameter() == parameter)
                                        .findFirst()
                                        .map(cell)
                                        .orElse(ReportTable.Cell.of("")))
                            .toList()))
            .toList();
    tables.add(
        new ReportTable(
            title,
            note,
            Stream.concat(Stream.of(""), parameters.stream().map(column::apply)).toList(),
            rows));
  }
}
