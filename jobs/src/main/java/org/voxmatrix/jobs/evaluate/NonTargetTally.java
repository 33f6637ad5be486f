package org.voxmatrix.jobs.evaluate;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.apache.spark.broadcast.Broadcast;
import org.voxmatrix.jobs.compare.engine.ScorePass;
import org.voxmatrix.metrics.Boundaries;
import org.voxmatrix.metrics.ScoreTally;
import org.voxmatrix.score.Tile;
import org.voxmatrix.score.VoiceprintBlock;

/** Counts the scores of non-target trials, by the folds of both sides. */
final class NonTargetTally implements ScorePass.Look<NonTargetTally.ByFolds>, TrialTiles.Visitor {

  private final TrialTiles tiles;
  private final ByFolds tallies;

  NonTargetTally(TrialTiles tiles, Broadcast<Boundaries> boundaries, int folds) {
    this.tiles = tiles;
    this.tallies = ByFolds.of(boundaries.value(), folds);
  }

  /**
   * One tally for each pair of folds, the larger one first.
   *
   * @param tallies that of folds i and j, of which j is not larger, at {@code i (i + 1) / 2 + j}
   */
  record ByFolds(int folds, ScoreTally[] tallies) implements Serializable {

    static ByFolds of(Boundaries boundaries, int folds) {
      ScoreTally[] tallies = new ScoreTally[folds * (folds + 1) / 2];
      Arrays.setAll(tallies, i -> new ScoreTally(boundaries));
      return new ByFolds(folds, tallies);
    }

    ScoreTally get(int fold, int other) {
      int larger = Math.max(fold, other);
      return tallies[larger * (larger + 1) / 2 + Math.min(fold, other)];
    }

    ByFolds add(ByFolds other) {
      for (int i = 0; i < tallies.length; i++) {
        tallies[i].add(other.tallies[i]);
      }
      return this;
    }

    /** Of the pairs whose folds are both chosen. */
    ScoreTally of(Boundaries boundaries, IntPredicate chosen) {
      ScoreTally sum = new ScoreTally(boundaries);
      for (int fold = 0; fold < folds; fold++) {
        for (int other = 0; other <= fold; other++) {
          if (chosen.test(fold) && chosen.test(other)) {
            sum.add(get(fold, other));
          }
        }
      }
      return sum;
    }
  }

  @Override
  public boolean wants(VoiceprintBlock columns, VoiceprintBlock rows, int first, int rowCount) {
    return true;
  }

  @Override
  public void look(Tile tile) {
    tiles.visit(tile, this);
  }

  @Override
  public void nonTargets(int fold, int other, float[] scores, int from, int to) {
    tallies.get(fold, other).addNonTargets(scores, from, to);
  }

  @Override
  public void target(int fold, float score) {}

  @Override
  public ByFolds result() {
    return tallies;
  }
}
