package org.voxmatrix.jobs.compare.engine;

import java.io.Serializable;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.score.Side;
import org.voxmatrix.tables.VoxTable;

/**
 * What a comparison writes, in one pass.
 *
 * @param matrix whether every score is written
 * @param threshold the lowest score of a hit; -infinity for none
 * @param topK maximum hits of each member; 0 for no limit
 * @param of whose members get {@code topK} hits
 */
public record Outputs(boolean matrix, double threshold, int topK, Of of) implements Serializable {

  /**
   * @throws RequestException if nothing is written, or a number is out of range
   */
  public Outputs {
    Objects.requireNonNull(of);
    if (Double.isNaN(threshold) || threshold == Double.POSITIVE_INFINITY) {
      throw RequestException.badValue(
          "threshold", "threshold is %s; it must be a number.".formatted(threshold));
    }
    if (topK < 0) {
      throw RequestException.badValue(
          "top_k", "top_k is " + topK + ": give 0 for no limit, or 1 and more.");
    }
    if (!matrix && topK == 0 && threshold == Double.NEGATIVE_INFINITY) {
      throw RequestException.badValue(
          "matrix", "Nothing is written: ask for the matrix, or give a threshold or top_k.");
    }
  }

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

  public Outputs withThreshold(double other) {
    return new Outputs(matrix, other, topK, of);
  }

  /** Whether any hits are written. */
  boolean hits() {
    return topK > 0 || threshold > Double.NEGATIVE_INFINITY;
  }

  /** The tables that a wave writes. */
  Set<VoxTable> tables() {
    Set<VoxTable> tables = EnumSet.noneOf(VoxTable.class);
    if (matrix) {
      tables.add(VoxTable.SCORE_BLOCKS);
    }
    if (hits()) {
      tables.add(topK > 0 ? VoxTable.HIT_CANDIDATES : VoxTable.HITS);
    }
    return tables;
  }

  /** Whether members of that side get top-k lists. */
  boolean lists(Side side) {
    return topK > 0 && of != (side == Side.A ? Of.ROWS : Of.COLUMNS);
  }
}
