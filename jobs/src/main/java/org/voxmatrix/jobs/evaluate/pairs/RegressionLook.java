package org.voxmatrix.jobs.evaluate.pairs;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.broadcast.Broadcast;
import org.voxmatrix.jobs.compare.engine.ScorePass;
import org.voxmatrix.metrics.LogisticSearch;
import org.voxmatrix.score.Tile;

/** Sums up what each search for a function of scores and quality needs for its next step. */
final class RegressionLook implements ScorePass.Look<RegressionLook.AllSums>, TrialTiles.Visitor {

  private final TrialTiles tiles;
  private final QualityFunctions functions;
  private final AllSums sums;
  private final double[] values;

  private RegressionLook(TrialTiles tiles, QualityFunctions functions, AllSums sums) {
    this.tiles = tiles;
    this.functions = functions;
    this.sums = sums;
    this.values = new double[functions.width()];
  }

  /**
   * @param prior that functions are to be best for
   * @param over functions whose search is over
   */
  static RegressionLook of(
      TrialTiles tiles, Broadcast<QualityFunctions> functions, double prior, boolean[] over) {
    LogisticSearch.Sums[] sums = new LogisticSearch.Sums[over.length];
    Arrays.setAll(
        sums, i -> over[i] ? null : LogisticSearch.sums(prior, functions.value().width()));
    return new RegressionLook(tiles, functions.value(), new AllSums(sums));
  }

  /** Those of each function; null where none are needed. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record AllSums(LogisticSearch.Sums[] of) implements Serializable {

    /** Adds those of another part of the pairs. */
    AllSums add(AllSums other) {
      for (int i = 0; i < of.length; i++) {
        if (of[i] != null) {
          of[i].add(other.of[i]);
        }
      }
      return this;
    }
  }

  @Override
  public void look(Tile tile) {
    tiles.visit(tile, this);
  }

  @Override
  public void nonTargets(int row, int column, float[] scores, int from, int to) {
    for (int i = from; i < to; i++) {
      add(false, row, column + i - from, scores[i]);
    }
  }

  @Override
  public void target(int row, int column, float score) {
    add(true, row, column, score);
  }

  private void add(boolean target, int row, int column, float score) {
    int fold = tiles.rows().folds()[row];
    int other = tiles.columns().folds()[column];
    functions.read(row, column, score, values);
    for (int i = 0; i < sums.of().length; i++) {
      if (sums.of()[i] != null && QualityFunctions.knows(i, fold, other)) {
        sums.of()[i].add(target, values, functions.ratio(i, values));
      }
    }
  }

  @Override
  public AllSums result() {
    return sums;
  }
}
