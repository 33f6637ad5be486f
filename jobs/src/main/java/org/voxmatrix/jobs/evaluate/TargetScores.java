package org.voxmatrix.jobs.evaluate;

import java.util.Arrays;
import org.voxmatrix.jobs.compare.engine.TileLook;
import org.voxmatrix.score.Tile;
import org.voxmatrix.score.VoiceprintBlock;

/** Gathers the scores of target trials. Tiles without any are not scored. */
final class TargetScores implements TileLook<float[]>, TrialTiles.Visitor {

  private final TrialTiles tiles;
  private float[] scores = new float[0];
  private int count;

  TargetScores(TrialTiles tiles) {
    this.tiles = tiles;
  }

  @Override
  public boolean wants(VoiceprintBlock columns, VoiceprintBlock rows, int first, int rowCount) {
    return tiles.hasTargets(columns, rows, first, rowCount);
  }

  @Override
  public void look(Tile tile) {
    tiles.visit(tile, this);
  }

  @Override
  public void nonTargets(float[] tileScores, int from, int to) {}

  @Override
  public void target(float score) {
    if (count == scores.length) {
      scores = Arrays.copyOf(scores, Math.max(16, 2 * count));
    }
    scores[count++] = score;
  }

  @Override
  public float[] result() {
    return Arrays.copyOf(scores, count);
  }

  /** All of two parts. */
  static float[] join(float[] one, float[] other) {
    float[] all = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, all, one.length, other.length);
    return all;
  }
}
