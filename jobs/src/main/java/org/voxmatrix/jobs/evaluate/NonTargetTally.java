package org.voxmatrix.jobs.evaluate;

import org.apache.spark.broadcast.Broadcast;
import org.voxmatrix.jobs.compare.engine.TileLook;
import org.voxmatrix.metrics.Boundaries;
import org.voxmatrix.metrics.ScoreTally;
import org.voxmatrix.score.Tile;
import org.voxmatrix.score.VoiceprintBlock;

/** Counts the scores of non-target trials. */
final class NonTargetTally implements TileLook<ScoreTally>, TrialTiles.Visitor {

  private final TrialTiles tiles;
  private final ScoreTally tally;

  NonTargetTally(TrialTiles tiles, Broadcast<Boundaries> boundaries) {
    this.tiles = tiles;
    this.tally = new ScoreTally(boundaries.value());
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
  public void nonTargets(float[] scores, int from, int to) {
    tally.addNonTargets(scores, from, to);
  }

  @Override
  public void target(float score) {}

  @Override
  public ScoreTally result() {
    return tally;
  }
}
