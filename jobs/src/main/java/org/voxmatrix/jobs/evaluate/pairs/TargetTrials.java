package org.voxmatrix.jobs.evaluate.pairs;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import org.voxmatrix.jobs.compare.engine.ScorePass;
import org.voxmatrix.score.Tile;
import org.voxmatrix.score.VoiceprintBlock;

/** Gathers target trials. Tiles without any are not scored. */
public final class TargetTrials implements ScorePass.Look<TargetTrials.Found>, TrialTiles.Visitor {

  private final TrialTiles tiles;
  private float[] scores = new float[16];
  private int[] rows = new int[16];
  private int[] columns = new int[16];
  private int count;

  public TargetTrials(TrialTiles tiles) {
    this.tiles = tiles;
  }

  /**
   * Target trials in any order.
   *
   * @param rows the member of the rows' set of each
   * @param columns the member of the columns' set of each
   */
  public record Found(float[] scores, int[] rows, int[] columns) implements Serializable {

    /** All of two parts. */
    public static Found join(Found one, Found other) {
      int size = one.scores.length;
      Found all =
          new Found(
              Arrays.copyOf(one.scores, size + other.scores.length),
              Arrays.copyOf(one.rows, size + other.rows.length),
              Arrays.copyOf(one.columns, size + other.columns.length));
      System.arraycopy(other.scores, 0, all.scores, size, other.scores.length);
      System.arraycopy(other.rows, 0, all.rows, size, other.rows.length);
      System.arraycopy(other.columns, 0, all.columns, size, other.columns.length);
      return all;
    }

    /**
     * Scores by the fold of the speaker, ascending: sums depend on the order.
     *
     * @param foldOfRow of a member of the rows' set
     * @param chosen which of the trials
     */
    public float[][] byFold(IntUnaryOperator foldOfRow, int folds, IntPredicate chosen) {
      int[] sizes = new int[folds];
      for (int i = 0; i < scores.length; i++) {
        sizes[foldOfRow.applyAsInt(rows[i])] += chosen.test(i) ? 1 : 0;
      }
      float[][] parts = new float[folds][];
      Arrays.setAll(parts, fold -> new float[sizes[fold]]);
      for (int i = 0; i < scores.length; i++) {
        if (chosen.test(i)) {
          int fold = foldOfRow.applyAsInt(rows[i]);
          parts[fold][--sizes[fold]] = scores[i];
        }
      }
      for (float[] part : parts) {
        Arrays.sort(part);
      }
      return parts;
    }
  }

  /** Scores of all folds in one array. */
  public static float[] all(float[][] targets) {
    float[] all = new float[Arrays.stream(targets).mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : targets) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  @Override
  public boolean wants(
      VoiceprintBlock columnBlock, VoiceprintBlock rowBlock, int first, int rowCount) {
    return tiles.hasTargets(columnBlock, rowBlock, first, rowCount);
  }

  @Override
  public void look(Tile tile) {
    tiles.visit(tile, this);
  }

  @Override
  public void nonTargets(int row, int column, float[] tileScores, int from, int to) {}

  @Override
  public void target(int row, int column, float score) {
    if (count == scores.length) {
      scores = Arrays.copyOf(scores, 2 * count);
      rows = Arrays.copyOf(rows, 2 * count);
      columns = Arrays.copyOf(columns, 2 * count);
    }
    scores[count] = score;
    rows[count] = row;
    columns[count++] = column;
  }

  @Override
  public Found result() {
    return new Found(
        Arrays.copyOf(scores, count), Arrays.copyOf(rows, count), Arrays.copyOf(columns, count));
  }
}
