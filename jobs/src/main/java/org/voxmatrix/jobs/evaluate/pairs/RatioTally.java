package org.voxmatrix.jobs.evaluate.pairs;

import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;
import org.voxmatrix.jobs.compare.engine.ScorePass;
import org.voxmatrix.metrics.Boundaries;
import org.voxmatrix.metrics.ScoreTally;
import org.voxmatrix.metrics.ScoreTally.Between;
import org.voxmatrix.metrics.TrialCounts;
import org.voxmatrix.score.Tile;

/**
 * Counts log-likelihood ratios on the grid: of all trials by the function of all, and of those
 * within a fold by the function of the trials without it, if there are these.
 */
final class RatioTally implements ScorePass.Look<RatioTally.Counts>, TrialTiles.Visitor {

  private final TrialTiles tiles;
  private final QualityFunctions functions;
  private final boolean folds;
  private final Counts counts = Counts.none();
  private final double[] values;
  private float[] whole = new float[0];
  private float[] within = new float[0];

  RatioTally(TrialTiles tiles, Broadcast<QualityFunctions> functions) {
    this.tiles = tiles;
    this.functions = functions.value();
    this.folds = this.functions.weights().length > 1;
    this.values = new double[this.functions.width()];
  }

  /** Of one class each. */
  record Counts(
      ScoreTally targets, ScoreTally nonTargets, ScoreTally targetsWithin, ScoreTally othersWithin)
      implements Serializable {

    static Counts none() {
      return new Counts(tally(), tally(), tally(), tally());
    }

    private static ScoreTally tally() {
      return new ScoreTally(Boundaries.grid());
    }

    /** Adds those of another part of the pairs. */
    Counts add(Counts other) {
      targets.add(other.targets);
      nonTargets.add(other.nonTargets);
      targetsWithin.add(other.targetsWithin);
      othersWithin.add(other.othersWithin);
      return this;
    }

    TrialCounts ofAll() {
      return nonTargets.with(targets, Between.MIDDLE);
    }

    TrialCounts ofFolds() {
      return othersWithin.with(targetsWithin, Between.MIDDLE);
    }
  }

  @Override
  public void look(Tile tile) {
    tiles.visit(tile, this);
  }

  @Override
  public void nonTargets(int row, int column, float[] scores, int from, int to) {
    int size = to - from;
    if (whole.length < size) {
      whole = new float[size];
      within = new float[size];
    }
    int fold = tiles.rows().folds()[row];
    boolean isWithin = folds && fold == tiles.columns().folds()[column];
    for (int i = 0; i < size; i++) {
      functions.read(row, column + i, scores[from + i], values);
      whole[i] = (float) functions.bounded(QualityFunctions.WHOLE, values);
      within[i] = isWithin ? (float) functions.bounded(QualityFunctions.without(fold), values) : 0;
    }
    counts.nonTargets().addNonTargets(whole, 0, size);
    if (isWithin) {
      counts.othersWithin().addNonTargets(within, 0, size);
    }
  }

  @Override
  public void target(int row, int column, float score) {
    functions.read(row, column, score, values);
    counts
        .targets()
        .addTargets(new float[] {(float) functions.bounded(QualityFunctions.WHOLE, values)});
    if (folds) {
      int function = QualityFunctions.without(tiles.rows().folds()[row]);
      counts.targetsWithin().addTargets(new float[] {(float) functions.bounded(function, values)});
    }
  }

  @Override
  public Counts result() {
    return counts;
  }
}
