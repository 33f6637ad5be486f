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

/**
 * Counts the scores of non-target trials: all of them between boundaries that make them exact, and
 * by the folds of both sides between those of the grid.
 */
final class NonTargetTally implements ScorePass.Look<NonTargetTally.Counts>, TrialTiles.Visitor {

  private final TrialTiles tiles;
  private final Counts counts;

  NonTargetTally(TrialTiles tiles, Broadcast<Boundaries> boundaries, Boundaries grid, int folds) {
    this.tiles = tiles;
    this.counts = Counts.of(boundaries.value(), grid, folds);
  }

  /**
   * What was counted.
   *
   * @param whole of all trials
   * @param folds number of folds; 1 for none
   * @param tallies that of folds i and j, of which j is not larger, at {@code i (i + 1) / 2 + j}
   */
  record Counts(ScoreTally whole, int folds, ScoreTally[] tallies) implements Serializable {

    static Counts of(Boundaries boundaries, Boundaries grid, int folds) {
      ScoreTally[] tallies = new ScoreTally[folds == 1 ? 0 : folds * (folds + 1) / 2];
      Arrays.setAll(tallies, i -> new ScoreTally(grid));
      return new Counts(new ScoreTally(boundaries), folds, tallies);
    }

    ScoreTally get(int fold, int other) {
      int larger = Math.max(fold, other);
      return tallies[larger * (larger + 1) / 2 + Math.min(fold, other)];
    }

    Counts add(Counts other) {
      whole.add(other.whole);
      for (int i = 0; i < tallies.length; i++) {
        tallies[i].add(other.tallies[i]);
      }
      return this;
    }

    /** Of the pairs whose folds are both chosen. */
    ScoreTally of(Boundaries grid, IntPredicate chosen) {
      ScoreTally sum = new ScoreTally(grid);
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
    counts.whole().addNonTargets(scores, from, to);
    if (counts.folds() > 1) {
      counts.get(fold, other).addNonTargets(scores, from, to);
    }
  }

  @Override
  public void target(int fold, float score) {}

  @Override
  public Counts result() {
    return counts;
  }
}
