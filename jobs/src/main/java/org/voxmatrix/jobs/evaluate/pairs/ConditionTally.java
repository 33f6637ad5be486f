package org.voxmatrix.jobs.evaluate.pairs;

import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;
import org.voxmatrix.jobs.compare.engine.ScorePass;
import org.voxmatrix.jobs.evaluate.metric.Conditions;
import org.voxmatrix.metrics.Boundaries;
import org.voxmatrix.metrics.Resampling;
import org.voxmatrix.metrics.ScoreTally;
import org.voxmatrix.metrics.SpeakerTallies;
import org.voxmatrix.metrics.SpeakerTally;
import org.voxmatrix.score.Tile;

/** Counts the scores of the non-target trials of every condition. */
final class ConditionTally implements ScorePass.Look<ConditionTally.Counts[]>, TrialTiles.Visitor {

  private final TrialTiles tiles;
  private final Plan plan;
  private final Counts[] counts;

  ConditionTally(TrialTiles tiles, Broadcast<Plan> plan) {
    this.tiles = tiles;
    this.plan = plan.value();
    this.counts = new Counts[this.plan.conditions.count()];
  }

  /**
   * Between what the trials of each condition are counted.
   *
   * @param leftOut the units
   * @param exact by condition: scores of its target trials, and thresholds
   * @param units by condition
   */
  record Plan(Conditions conditions, Resampling leftOut, Boundaries[] exact, SpeakerTallies[] units)
      implements Serializable {}

  /**
   * What was counted of a condition; null where there was nothing.
   *
   * @param units replicates of the speakers
   */
  record Counts(ScoreTally whole, SpeakerTally units) implements Serializable {

    /** Of two parts. */
    static Counts[] add(Counts[] one, Counts[] other) {
      for (int i = 0; i < one.length; i++) {
        if (one[i] == null) {
          one[i] = other[i];
        } else if (other[i] != null) {
          one[i].whole.add(other[i].whole);
          one[i].units.add(other[i].units);
        }
      }
      return one;
    }
  }

  @Override
  public void look(Tile tile) {
    tiles.visit(tile, this);
  }

  @Override
  public void nonTargets(int row, int column, float[] scores, int from, int to) {
    int unit = plan.leftOut.unit(tiles.rows().speakers()[row]);
    for (int by = 0; by < plan.conditions.properties(); by++) {
      int[] values = tiles.columns().conditions()[by];
      int own = tiles.rows().conditions()[by][row];
      int start = from;
      while (start < to) {
        int value = values[column + start - from];
        int end = start + 1;
        int other = plan.leftOut.unit(tiles.columns().speakers()[column + start - from]);
        while (end < to
            && values[column + end - from] == value
            && plan.leftOut.unit(tiles.columns().speakers()[column + end - from]) == other) {
          end++;
        }
        Counts of = counts(plan.conditions.number(by, own, value));
        double cost = of.whole.addNonTargets(scores, start, end);
        of.units.nonTargets(unit, other, scores, start, end, cost);
        start = end;
      }
    }
  }

  private Counts counts(int condition) {
    if (counts[condition] == null) {
      counts[condition] =
          new Counts(new ScoreTally(plan.exact[condition]), plan.units[condition].make());
    }
    return counts[condition];
  }

  @Override
  public void target(int row, int column, float score) {}

  @Override
  public Counts[] result() {
    return counts;
  }
}
