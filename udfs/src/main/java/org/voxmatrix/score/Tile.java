package org.voxmatrix.score;

/**
 * Scores in float32 of some rows against a packed block of columns: a buffer that is filled again
 * and again. Which set forms the columns does not matter to it.
 */
public final class Tile {

  /** Half a unit in the last place of float32, relative. */
  private static final double ROUNDING = 0x1p-24;

  private PackedBlock columns;
  private PreparedBlock rows;
  private int firstRow;
  private int rowCount;
  private float[] scores = new float[0];

  /**
   * Computes the scores of rows {@code firstRow} to {@code firstRow + rowCount} of a block.
   *
   * @throws IllegalArgumentException if the two were prepared for different dimensions
   */
  public void fill(PackedBlock columns, PreparedBlock rows, int firstRow, int rowCount) {
    int width = columns.prepared().width();
    if (rows.width() != width) {
      throw new IllegalArgumentException("Vectors of " + width + " and of " + rows.width());
    }
    this.columns = columns;
    this.rows = rows;
    this.firstRow = firstRow;
    this.rowCount = rowCount;
    int cells = Math.multiplyExact(columns.count(), rowCount);
    if (scores.length < cells) {
      scores = new float[cells];
    }
    PackedBlock.KERNEL.multiply(
        columns.packed(), columns.count(), rows.vectors(), firstRow, rowCount, width, scores);
    if (!columns.isPlain() || !rows.isPlain()) {
      addTerms();
    }
  }

  private void addTerms() {
    float[] weights = columns.prepared().weights();
    float[] offsets = columns.prepared().offsets();
    for (int i = 0; i < rowCount; i++) {
      int row = firstRow + i;
      PackedBlock.KERNEL.addTerms(
          scores, i * weights.length, weights, offsets, rows.weight(row), rows.offset(row));
    }
  }

  /**
   * Moves scores that rounding put beyond a bound onto it, see {@link Backend#bound}; those that
   * are normalized or added to have none.
   */
  public void clamp(float bound) {
    if (!columnBlock().isPlain()) {
      return;
    }
    int cells = rowCount * columns.count();
    for (int i = 0; i < cells; i++) {
      scores[i] = Math.max(-bound, Math.min(bound, scores[i]));
    }
  }

  /** Makes log-likelihood ratios of the scores. */
  public void calibrate(Calibration calibration) {
    int cells = rowCount * columns.count();
    for (int i = 0; i < cells; i++) {
      scores[i] = (float) calibration.ratio(scores[i]);
    }
  }

  /** Row-major, {@link #rowCount} x {@link #columnCount}, and what earlier fills left behind. */
  public float[] scores() {
    return scores;
  }

  public int rowCount() {
    return rowCount;
  }

  public int columnCount() {
    return columns.count();
  }

  /** The members that form the columns. */
  public VoiceprintBlock columnBlock() {
    return columns.block();
  }

  /** The members of which {@link #rowCount} from {@link #firstRow} form the rows. */
  public VoiceprintBlock rowBlock() {
    return rows.block();
  }

  PackedBlock columns() {
    return columns;
  }

  PreparedBlock rows() {
    return rows;
  }

  /** Place of the first row in its block. */
  public int firstRow() {
    return firstRow;
  }

  /** Whether its scores are bounds of scores. */
  boolean isOfBounds() {
    return rows.full() != rows;
  }

  /** A score within the margin where the tile has its bound; rows count from the first one. */
  double score(int row, int column) {
    PreparedBlock others = columns.prepared();
    int member = firstRow + row;
    double product = rows.full().dot(member, others.full(), column);
    double weight = (double) rows.weight(member) + others.weight(column);
    return weight * product + ((double) rows.offset(member) + others.offset(column));
  }

  /**
   * How far a score of this tile can be from the float64 score. The inner product of n terms in
   * float32, in any order, is off by at most n u / (1 - n u) times the sum of magnitudes (Higham,
   * Accuracy and Stability of Numerical Algorithms, 3.1), which is at most the product of the norms
   * (Cauchy-Schwarz); rounding the two vectors adds 2 u, the terms a few roundings more, and each
   * operation may lose the smallest denormal.
   */
  double margin() {
    PreparedBlock a = columns.prepared();
    double product = a.norm() * rows.norm();
    double weight = a.weight() + rows.weight();
    double offset = a.offset() + rows.offset();
    double dot = (a.full().width() + 4) * ROUNDING * product + denormals(a);
    return 1.01 * (weight * dot + 6 * ROUNDING * (weight * product + offset)) + Float.MIN_VALUE;
  }

  private double denormals(PreparedBlock a) {
    return (a.full().width() + 1.0) * Float.MIN_VALUE * (1 + a.norm() + rows.norm());
  }
}
