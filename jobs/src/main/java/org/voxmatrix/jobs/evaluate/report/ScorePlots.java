package org.voxmatrix.jobs.evaluate.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.voxmatrix.jobs.evaluate.Evaluation;
import org.voxmatrix.metrics.Hull;
import org.voxmatrix.metrics.TrialCounts;
import org.voxmatrix.report.Curves;
import org.voxmatrix.report.Ink;

/** What is plotted over scores: histogram, Tippett plot, calibration. */
final class ScorePlots {

  private static final int BINS = 60;
  private static final double LARGEST_RATIO = 12;
  private static final String TARGETS = "target trials";
  private static final String NON_TARGETS = "non-target trials";

  private final TrialCounts counts;
  private final Evaluation evaluation;
  private final ScoreAxis axis;
  private final int width;
  private final int height;
  private final String score;

  ScorePlots(TrialCounts counts, Evaluation evaluation, int width, int height) {
    this.counts = counts;
    this.evaluation = evaluation;
    this.axis = ScoreAxis.of(counts);
    this.width = width;
    this.height = height;
    this.score =
        evaluation.scoreKind() == null ? "score" : "score (" + evaluation.scoreKind() + ")";
  }

  Figure histogram() {
    double[] edges = axis.edges(BINS);
    Curves curves = Curves.over(score, "share of its class, %").widths(axis.low(), axis.high());
    if (evaluation.eerThreshold() != null) {
      curves.upright(evaluation.eerThreshold());
    }
    double[] x = IntStream.range(0, 2 * BINS + 2).mapToDouble(i -> edges[i / 2]).toArray();
    curves.area(NON_TARGETS, Ink.NON_TARGETS, x, bars(edges, counts::nonTargets));
    curves.area(TARGETS, Ink.TARGETS, x, bars(edges, counts::targets));
    return new Figure(
        curves.chart(
            "histogram",
            "Scores of both classes",
            "Histograms of the scores of %s target and %s non-target trials."
                .formatted(
                    Numbers.count(evaluation.targets()), Numbers.count(evaluation.nonTargets())),
            width,
            height),
        "How often each score occurs, of each class by itself. The less the two overlap the better."
            + " Dashed: where misses and false alarms are equal.");
  }

  /** Corners of a line along the tops of bars, from the ground to the ground. */
  private double[] bars(double[] edges, IntToDoubleFunction trials) {
    double[] bins = new double[BINS];
    double all = 0;
    for (int i = 0; i < counts.size(); i++) {
      double place = (counts.score(i) - edges[0]) / (edges[BINS] - edges[0]) * BINS;
      if (place >= 0 && place <= BINS) {
        bins[Math.min(BINS - 1, (int) place)] += trials.applyAsDouble(i);
      }
      all += trials.applyAsDouble(i);
    }
    double[] tops = new double[2 * BINS + 2];
    for (int i = 0; i < BINS; i++) {
      tops[2 * i + 1] = 100 * bins[i] / all;
      tops[2 * i + 2] = tops[2 * i + 1];
    }
    return tops;
  }

  Figure tippett() {
    double[] x = IntStream.range(0, counts.size()).mapToDouble(counts::score).toArray();
    Curves curves =
        Curves.over(score + " at least", "share of its class, %")
            .widths(axis.low(), axis.high())
            .heights(0, 100);
    if (evaluation.eerThreshold() != null) {
      curves.upright(evaluation.eerThreshold());
    }
    return new Figure(
        curves
            .line(NON_TARGETS, Ink.NON_TARGETS, x, fromOn(counts::nonTargets, counts.nonTargets()))
            .line(TARGETS, Ink.TARGETS, x, fromOn(counts::targets, counts.targets()))
            .chart(
                "tippett",
                "Tippett plot",
                "For each score the share of trials of each class that reach it.",
                width,
                height),
        "How many trials of each class reach a score: read from a threshold upwards how many"
            + " non-target trials pass (false alarms) and how many target trials do.");
  }

  private double[] fromOn(IntToDoubleFunction trials, double all) {
    double[] shares = new double[counts.size()];
    double sum = 0;
    for (int i = shares.length - 1; i >= 0; i--) {
      sum += trials.applyAsDouble(i);
      shares[i] = 100 * sum / all;
    }
    return shares;
  }

  Figure calibration() {
    Hull hull = Hull.of(counts);
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    double largest = 1;
    for (int pool = 0; pool < hull.size(); pool++) {
      double ratio = hull.logLikelihoodRatio(pool);
      if (Double.isFinite(ratio)) {
        x.add(hull.score(pool));
        y.add(ratio);
        x.add(pool + 1 < hull.size() ? hull.score(pool + 1) : axis.high());
        y.add(ratio);
        largest = Math.max(largest, Math.min(LARGEST_RATIO, Math.abs(ratio)));
      }
    }
    double[] ends = {axis.low(), axis.high()};
    return new Figure(
        Curves.over(score, "log-likelihood ratio")
            .widths(axis.low(), axis.high())
            .heights(-1.05 * largest, 1.05 * largest)
            .dashed("scores that are LLRs", Ink.MUTED, ends, ends)
            .line("best monotone calibration", Ink.HULL, array(x), array(y))
            .chart(
                "calibration",
                "Calibration",
                "The log-likelihood ratio that each score is worth on these trials.",
                width,
                height),
        "What each score is worth, as natural logarithm of a likelihood ratio: isotonic regression"
            + " on these trials. On the dashed line scores would mean what they say; Cllr %s, minimum %s."
                .formatted(Numbers.bits(evaluation.cllr()), Numbers.bits(evaluation.minCllr())));
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
