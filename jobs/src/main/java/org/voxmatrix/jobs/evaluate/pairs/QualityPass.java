package org.voxmatrix.jobs.evaluate.pairs;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.calibrations.QualityMeasure;
import org.voxmatrix.jobs.compare.engine.Comparison;
import org.voxmatrix.jobs.compare.engine.MemberSet;
import org.voxmatrix.jobs.compare.engine.ScorePass;
import org.voxmatrix.metrics.LogisticRegression;
import org.voxmatrix.metrics.LogisticSearch;
import org.voxmatrix.metrics.TrialCounts;

/**
 * Finds the best function of scores and quality: by one pass over all pairs for each step of
 * Newton's method, in which no score is kept, so that it is exact and its memory does not grow. The
 * functions of the trials without each fold are found in the same passes.
 *
 * @param folds of speakers
 * @param prior that the function is best for
 * @param ofScores the best function of the scores alone, where the search begins
 */
public record QualityPass(
    SparkSession spark,
    Comparison comparison,
    TrialTiles tiles,
    int folds,
    double prior,
    LogisticRegression ofScores) {

  /**
   * Fits.
   *
   * @param measures with which both sets were read
   * @param passes takes the number of each pass as it begins, from 1
   * @throws org.voxmatrix.error.RequestException {@code calibration.separable}
   */
  public QualityRegression fit(List<QualityMeasure> measures, IntConsumer passes) {
    MemberSet rows = comparison.streamed();
    MemberSet columns = comparison.sets().of(comparison.plan().broadcastSide());
    double[] ofRows = rows.qualities();
    StandardQuality quality =
        StandardQuality.of(measures, ofRows, rows == columns ? ofRows : columns.qualities());
    double[] start = new double[measures.size() + 2];
    start[0] = 1;
    LogisticSearch[] searches = new LogisticSearch[folds + 1];
    Arrays.setAll(searches, i -> new LogisticSearch(prior, start));
    int pass = 1;
    while (Arrays.stream(searches).anyMatch(search -> !search.isOver())) {
      passes.accept(pass++);
      step(quality, searches);
    }
    passes.accept(pass);
    LogisticSearch whole = searches[QualityFunctions.WHOLE];
    RatioTally.Counts counts = counts(quality, searches);
    TrialCounts leftOut = counts.ofFolds();
    return new QualityRegression(
        quality.function(ofScores, whole.weights()),
        whole.lowest(),
        whole.highest(),
        counts.ofAll(),
        leftOut.targets() == 0 || leftOut.nonTargets() == 0 ? null : leftOut);
  }

  private void step(StandardQuality quality, LogisticSearch... searches) {
    TrialTiles pairs = tiles;
    boolean[] over = new boolean[searches.length];
    for (int i = 0; i < over.length; i++) {
      over[i] = searches[i].isOver();
    }
    double at = prior;
    Broadcast<QualityFunctions> sent = send(quality, searches);
    RegressionLook.AllSums sums;
    try {
      sums =
          ScorePass.over(
              spark,
              comparison,
              () -> RegressionLook.of(pairs, sent, at, over),
              RegressionLook.AllSums::add,
              done -> {});
    } finally {
      sent.destroy();
    }
    for (int i = 0; i < searches.length; i++) {
      if (!over[i]) {
        searches[i].take(sums.of()[i]);
      }
    }
    if (searches[QualityFunctions.WHOLE].hasFailed()) {
      throw LogisticRegression.separable();
    }
  }

  /** There is no cross-validation unless every fold has a function, and one that rises. */
  private RatioTally.Counts counts(StandardQuality quality, LogisticSearch... searches) {
    TrialTiles pairs = tiles;
    boolean all =
        Arrays.stream(searches)
            .noneMatch(search -> search.hasFailed() || !(search.weights()[0] > 0));
    Broadcast<QualityFunctions> sent =
        send(quality, all ? searches : Arrays.copyOf(searches, QualityFunctions.WHOLE + 1));
    try {
      return ScorePass.over(
          spark, comparison, () -> new RatioTally(pairs, sent), RatioTally.Counts::add, done -> {});
    } finally {
      sent.destroy();
    }
  }

  private Broadcast<QualityFunctions> send(StandardQuality quality, LogisticSearch... searches) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .broadcast(QualityFunctions.of(ofScores, quality, searches));
  }
}
