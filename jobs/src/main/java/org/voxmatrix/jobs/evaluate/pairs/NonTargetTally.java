package org.voxmatrix.jobs.evaluate.pairs;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.apache.spark.broadcast.Broadcast;
import org.voxmatrix.jobs.compare.engine.ScorePass;
import org.voxmatrix.metrics.Boundaries;
import org.voxmatrix.metrics.ScoreTally;
import org.voxmatrix.metrics.SpeakerTallies;
import org.voxmatrix.metrics.SpeakerTally;
import org.voxmatrix.score.Tile;

/**
 * Counts the scores of non-target trials: all of them between boundaries that make them exact, and
 * by the folds of both sides, which are units of speakers that are drawn or left out, or parts of
 * them.
 */
public final class NonTargetTally
    implements ScorePass.Look<NonTargetTally.Counts>, TrialTiles.Visitor {

  private final TrialTiles tiles;
  private final Counts counts;

  private NonTargetTally(TrialTiles tiles, Counts counts) {
    this.tiles = tiles;
    this.counts = counts;
  }

  /**
   * With parts of the speakers.
   *
   * @param folds number of parts
   */
  public static NonTargetTally ofParts(
      TrialTiles tiles, Broadcast<Boundaries> boundaries, int folds) {
    ScoreTally[] tallies = new ScoreTally[folds * (folds + 1) / 2];
    Arrays.setAll(tallies, i -> new ScoreTally(Boundaries.grid()));
    return new NonTargetTally(
        tiles, new Counts(new ScoreTally(boundaries.value()), folds, tallies, null));
  }

  /**
   * With replicates of the speakers.
   *
   * @param units what folds are
   */
  public static NonTargetTally ofUnits(
      TrialTiles tiles, Broadcast<Boundaries> boundaries, Broadcast<SpeakerTallies> units) {
    return new NonTargetTally(
        tiles,
        new Counts(new ScoreTally(boundaries.value()), 0, new ScoreTally[0], units.value().make()));
  }

  /**
   * What was counted.
   *
   * @param whole of all trials
   * @param folds number of parts; 0 for none
   * @param tallies that of parts i and j, of which j is not larger, at {@code i (i + 1) / 2 + j}
   * @param units replicates of the speakers; null for none
   */
  public record Counts(ScoreTally whole, int folds, ScoreTally[] tallies, SpeakerTally units)
      implements Serializable {

    private ScoreTally get(int fold, int other) {
      int larger = Math.max(fold, other);
      return tallies[larger * (larger + 1) / 2 + Math.min(fold, other)];
    }

    /** Adds those of another part of the pairs. */
    public Counts add(Counts other) {
      whole.add(other.whole);
      for (int i = 0; i < tallies.length; i++) {
        tallies[i].add(other.tallies[i]);
      }
      if (units != null) {
        units.add(other.units);
      }
      return this;
    }

    /** Of the pairs whose folds are both chosen. */
    public ScoreTally of(IntPredicate chosen) {
      ScoreTally sum = new ScoreTally(Boundaries.grid());
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
  public void look(Tile tile) {
    tiles.visit(tile, this);
  }

  @Override
  public void nonTargets(int row, int column, float[] scores, int from, int to) {
    int fold = tiles.rows().folds()[row];
    int other = tiles.columns().folds()[column];
    double cost = counts.whole.addNonTargets(scores, from, to);
    if (counts.units != null) {
      counts.units.nonTargets(fold, other, scores, from, to, cost);
    } else {
      counts.get(fold, other).addNonTargets(scores, from, to);
    }
  }

  @Override
  public void target(int row, int column, float score) {}

  @Override
  public Counts result() {
    return counts;
  }
}
