package org.voxmatrix.jobs.evaluate.report;

import java.util.ArrayList;
import java.util.List;
import org.voxmatrix.jobs.evaluate.Evaluation;
import org.voxmatrix.jobs.evaluate.EvaluationPoint;
import org.voxmatrix.metrics.ErrorRates;
import org.voxmatrix.metrics.Hull;
import org.voxmatrix.metrics.TrialCounts;
import org.voxmatrix.report.Chart;
import org.voxmatrix.report.Curves;
import org.voxmatrix.report.Ink;
import org.voxmatrix.report.ProbitAxis;

/** Misses against false alarms at every threshold, with the hull and the points of least cost. */
final class DetPlot {

  private static final double LEAST = 0.00001;
  private static final double MOST = 0.99;

  /** Of a line between two corners of the hull, which is none on the axes of the plot. */
  private static final int STEPS = 24;

  private final List<Double> alarms = new ArrayList<>();
  private final List<Double> misses = new ArrayList<>();

  private DetPlot() {}

  static Figure of(
      TrialCounts counts,
      Evaluation evaluation,
      List<EvaluationPoint> points,
      int width,
      int height) {
    DetPlot curve = new DetPlot();
    ErrorRates rates = ErrorRates.of(counts);
    for (int i = 0; i < rates.size(); i++) {
      curve.add(rates.falseAlarmRate(i), rates.missRate(i));
    }
    DetPlot best = new DetPlot();
    points.stream()
        .filter(point -> point.kind() == EvaluationPoint.Kind.PRIOR_BEST)
        .forEach(point -> best.add(point.falseAlarmRate(), point.missRate()));
    double highest = evaluation.eer() < 0.15 ? 0.6 : evaluation.eer() < 0.3 ? 0.8 : MOST;
    double missed = best.misses.stream().mapToDouble(rate -> rate).max().orElse(0);
    Curves curves =
        ProbitAxis.curves(
            "false alarms",
            new double[] {lowest(counts.nonTargets()), highest},
            "misses",
            new double[] {
              lowest(counts.targets()), Math.max(highest, Math.min(MOST, 0.2 + 0.82 * missed))
            });
    double[] equal = {LEAST, 0.999};
    curves.thin("equal rates", Ink.MUTED, ProbitAxis.places(equal), ProbitAxis.places(equal));
    hull(counts).dashed(curves);
    curves.line("every threshold", Ink.TARGETS, curve.x(), curve.y());
    if (!best.alarms.isEmpty()) {
      curves.points("least cost", Ink.NON_TARGETS, best.x(), best.y());
    }
    Chart chart =
        curves.chart(
            "det",
            "Detection error trade-off",
            "Misses against false alarms on probit axes; they are equal at %s."
                .formatted(Numbers.percent(evaluation.eer())),
            width,
            height);
    return new Figure(
        chart,
        "Each threshold is a point of the curve; nearer to the lower left corner is better. The hull"
            + " is what deciding between thresholds at random reaches. Dots: least cost for each"
            + " prior.");
  }

  private static double lowest(double trials) {
    return Math.max(LEAST, Math.min(0.005, 0.7 / trials));
  }

  private void add(double alarmRate, double missRate) {
    alarms.add(alarmRate);
    misses.add(missRate);
  }

  private static DetPlot hull(TrialCounts counts) {
    Hull hull = Hull.of(counts);
    DetPlot line = new DetPlot();
    double missed = 0;
    double accepted = counts.nonTargets();
    for (int pool = 0; pool < hull.size(); pool++) {
      for (int step = 0; step < STEPS; step++) {
        double share = (double) step / STEPS;
        line.add(
            (accepted - share * hull.nonTargets(pool)) / counts.nonTargets(),
            (missed + share * hull.targets(pool)) / counts.targets());
      }
      missed += hull.targets(pool);
      accepted -= hull.nonTargets(pool);
    }
    return line;
  }

  private void dashed(Curves curves) {
    curves.dashed("convex hull", Ink.HULL, x(), y());
  }

  private double[] x() {
    return places(alarms);
  }

  private double[] y() {
    return places(misses);
  }

  /** Sums of shares may be off a whole by their last digit. */
  private static double[] places(List<Double> rates) {
    return ProbitAxis.places(
        rates.stream().mapToDouble(rate -> Math.max(0, Math.min(1, rate))).toArray());
  }
}
