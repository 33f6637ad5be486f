package org.voxmatrix.score;

/** Takes the pairs of tiles whose scores may matter, and says which can. */
public interface PairCollector {

  /**
   * Says which tile comes next; its rows and columns count from 0.
   *
   * @param margin how far float32 scores of it can be from exact ones
   */
  void tile(VoiceprintBlock columns, VoiceprintBlock rows, double margin);

  /** The lowest float32 score that can matter for a row; +infinity for none. */
  float least(int row);

  /** The same for each column, where columns have their own; null where not. */
  float[] leastOfColumns();

  /** Takes a pair with its exact score. */
  void offer(int row, int column, double score);
}
