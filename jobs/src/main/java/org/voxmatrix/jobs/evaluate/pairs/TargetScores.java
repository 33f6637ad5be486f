package org.voxmatrix.jobs.evaluate.pairs;

import java.util.Arrays;
import org.voxmatrix.jobs.compare.engine.ScorePass;
import org.voxmatrix.score.Tile;
import org.voxmatrix.score.VoiceprintBlock;

/** Gathers the scores of target trials, by fold. Tiles without any are not scored. */
public final class TargetScores implements ScorePass.Look<float[][]>, TrialTiles.Visitor {

  private final TrialTiles tiles;
  private final float[][] scores;
  private final int[] counts;

  public TargetScores(TrialTiles tiles, int folds) {
    this.tiles = tiles;
    this.scores = new float[folds][0];
    this.counts = new int[folds];
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
  public void nonTargets(int fold, int other, float[] tileScores, int from, int to) {}

  @Override
  public void target(int fold, float score) {
    if (counts[fold] == scores[fold].length) {
      scores[fold] = Arrays.copyOf(scores[fold], Math.max(16, 2 * counts[fold]));
    }
    scores[fold][counts[fold]++] = score;
  }

  @Override
  public float[][] result() {
    float[][] all = new float[scores.length][];
    for (int fold = 0; fold < all.length; fold++) {
      all[fold] = Arrays.copyOf(scores[fold], counts[fold]);
    }
    return all;
  }

  /** All of two parts. */
  public static float[][] join(float[][] one, float[][] other) {
    float[][] all = new float[one.length][];
    for (int fold = 0; fold < all.length; fold++) {
      all[fold] = Arrays.copyOf(one[fold], one[fold].length + other[fold].length);
      System.arraycopy(other[fold], 0, all[fold], one[fold].length, other[fold].length);
    }
    return all;
  }
}
