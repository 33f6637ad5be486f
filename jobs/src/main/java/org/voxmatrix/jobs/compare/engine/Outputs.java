package org.voxmatrix.jobs.compare.engine;

import java.io.Serializable;

/**
 * What a comparison writes, in one pass.
 *
 * @param matrix whether every score is written
 * @param threshold the lowest score of a hit; -infinity for none
 * @param topK how many hits each member gets at most; 0 for no limit
 * @param of whose members get {@code topK} hits
 */
public record Outputs(boolean matrix, double threshold, int topK, Of of) implements Serializable {

  /** Whose best are kept. */
  public enum Of {
    /** The best of set A for each member of set B. */
    ROWS,
    /** The best of set B for each member of set A. */
    COLUMNS,
    BOTH
  }

  /** The matrix alone. */
  public static final Outputs MATRIX = new Outputs(true, Double.NEGATIVE_INFINITY, 0, Of.ROWS);

  /** Whether any hits are written. */
  boolean hits() {
    return topK > 0 || threshold > Double.NEGATIVE_INFINITY;
  }

  /** Whether the best of each row are wanted. */
  boolean rows() {
    return topK > 0 && of != Of.COLUMNS;
  }

  /** Whether the best of each column are wanted. */
  boolean columns() {
    return topK > 0 && of != Of.ROWS;
  }
}
