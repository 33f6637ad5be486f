package org.voxmatrix.jobs.evaluate.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.voxmatrix.jobs.evaluate.openset.OpenSetPoint;
import org.voxmatrix.jobs.evaluate.openset.OpenSetPoint.Kind;
import org.voxmatrix.report.Curves;
import org.voxmatrix.report.Ink;
import org.voxmatrix.report.LogAxis;

/** What is plotted over the number of people in a gallery. */
final class GalleryPlots {

  private static final int WIDTH = 440;
  private static final int HEIGHT = 360;

  /** Of the curves of a plot, which has no more. */
  private static final List<Ink> INKS =
      List.of(Ink.TARGETS, Ink.NON_TARGETS, Ink.HULL, Ink.MUTED, Ink.TEXT);

  private final List<OpenSetPoint> points;
  private final int least;
  private final int most;

  GalleryPlots(List<OpenSetPoint> points) {
    this.points = points;
    this.least = points.stream().mapToInt(OpenSetPoint::gallery).min().orElseThrow();
    this.most = points.stream().mapToInt(OpenSetPoint::gallery).max().orElseThrow();
  }

  /** The figures for which there are points, in the order in which they are seen. */
  List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    List<Double> thresholds = parameters(Kind.THRESHOLD);
    for (int i = 0; i < Math.min(thresholds.size(), INKS.size()); i++) {
      figures.add(atThreshold(thresholds.get(i), i + 1));
    }
    DoubleFunction<String> rate = of -> "FPIR %s %%".formatted(Numbers.plain(100 * of));
    if (hasAny(Kind.FALSE_POSITIVE_RATE, OpenSetPoint::falseNegativeRate)) {
      Curves curves = curves("known missed (FNIR), %");
      each(curves, Kind.FALSE_POSITIVE_RATE, rate, 100, OpenSetPoint::falseNegativeRate);
      figures.add(
          figure(
              rates(curves, Kind.FALSE_POSITIVE_RATE, OpenSetPoint::falseNegativeRate),
              "misses",
              "Misses at a rate of false positives",
              "How many of the known are missed where the threshold rises with the gallery, so that"
                  + " no more strangers are taken for somebody."));
    }
    if (hasAny(Kind.FALSE_POSITIVE_RATE, OpenSetPoint::threshold)) {
      Curves curves = curves("threshold");
      each(curves, Kind.FALSE_POSITIVE_RATE, rate, 1, OpenSetPoint::threshold);
      figures.add(
          figure(
              curves,
              "thresholds",
              "Threshold for a rate of false positives",
              "The lowest threshold that keeps the rate. Where a line ends, only one above all"
                  + " scores does."));
    }
    if (hasAny(Kind.RANK, OpenSetPoint::falseNegativeRate)) {
      Curves curves = curves("known not among the best, %");
      each(curves, Kind.RANK, "best %.0f"::formatted, 100, OpenSetPoint::falseNegativeRate);
      figures.add(
          figure(
              rates(curves, Kind.RANK, OpenSetPoint::falseNegativeRate),
              "ranks",
              "Not among the best",
              "How many of the known have so many others above them, whatever the score."));
    }
    return figures;
  }

  private Figure atThreshold(double threshold, int number) {
    List<OpenSetPoint> some = of(Kind.THRESHOLD, threshold);
    Curves curves = curves("share of the probes, %");
    add(curves, "FPIR (strangers)", Ink.NON_TARGETS, some, 100, OpenSetPoint::falsePositiveRate);
    add(curves, "FNIR (known)", Ink.TARGETS, some, 100, OpenSetPoint::falseNegativeRate);
    return figure(
        rates(
            curves,
            some.stream()
                .flatMap(one -> Stream.of(one.falsePositiveRate(), one.falseNegativeRate()))),
        number == 1 ? "gallery" : "gallery-" + number,
        "Error rates at threshold " + Numbers.score(threshold),
        "What becomes of one threshold as the gallery grows: each further person is one more whom a"
            + " stranger may resemble.");
  }

  private Figure figure(Curves curves, String file, String title, String caption) {
    return new Figure(
        curves.chart(
            file,
            title,
            "%s, against the number of people in the gallery, %s to %s."
                .formatted(title, Numbers.count(least), Numbers.count(most)),
            WIDTH,
            HEIGHT),
        caption);
  }

  private Curves curves(String y) {
    return LogAxis.curves("people in the gallery", least, most, y);
  }

  private Curves rates(Curves curves, Kind kind, Function<OpenSetPoint, Double> value) {
    return rates(curves, points.stream().filter(one -> one.kind() == kind).map(value));
  }

  /** With an axis from 0 on: rates, not how they differ, are compared. */
  private static Curves rates(Curves curves, Stream<Double> rates) {
    double highest =
        rates.filter(Objects::nonNull).mapToDouble(Double::doubleValue).max().orElse(1);
    return curves.heights(0, highest == 0 ? 1 : Math.min(103, 105 * highest));
  }

  private void each(
      Curves curves,
      Kind kind,
      DoubleFunction<String> name,
      double factor,
      Function<OpenSetPoint, Double> value) {
    List<Double> parameters = parameters(kind);
    for (int i = 0; i < Math.min(parameters.size(), INKS.size()); i++) {
      double parameter = parameters.get(i);
      add(curves, name.apply(parameter), INKS.get(i), of(kind, parameter), factor, value);
    }
  }

  private static void add(
      Curves curves,
      String name,
      Ink ink,
      List<OpenSetPoint> some,
      double factor,
      Function<OpenSetPoint, Double> value) {
    List<OpenSetPoint> known = some.stream().filter(one -> value.apply(one) != null).toList();
    curves.marked(
        name,
        ink,
        LogAxis.places(known.stream().mapToInt(OpenSetPoint::gallery).toArray()),
        known.stream().mapToDouble(one -> factor * value.apply(one)).toArray());
  }

  private List<OpenSetPoint> of(Kind kind, double parameter) {
    return points.stream()
        .filter(one -> one.kind() == kind && one.parameter() == parameter)
        .sorted(Comparator.comparingInt(OpenSetPoint::gallery))
        .toList();
  }

  private List<Double> parameters(Kind kind) {
    return points.stream()
        .filter(one -> one.kind() == kind)
        .map(OpenSetPoint::parameter)
        .distinct()
        .toList();
  }

  private boolean hasAny(Kind kind, Function<OpenSetPoint, Double> value) {
    return points.stream().anyMatch(one -> one.kind() == kind && value.apply(one) != null);
  }
}
