package org.voxmatrix.score;

/**
 * Keeps the best pairs of each row of the block at hand, of each column of all blocks, or both.
 * Pairs below a threshold are left out.
 */
public final class TopCollector implements PairCollector {

  private final double threshold;
  private final TopScores ofRows;
  private final TopScores ofColumns;
  private final int columnStart;
  private float[] leastOfColumns;
  private VoiceprintBlock columns;
  private VoiceprintBlock rows;
  private double margin;

  /**
   * A collector for one thread.
   *
   * @param threshold -infinity for none
   * @param ofRows lists for the rows of one block, by place in the block; null for none
   * @param ofColumns lists for all columns; null for none
   * @param columnStart index, in its set, of the first member that {@code ofColumns} has
   */
  public TopCollector(double threshold, TopScores ofRows, TopScores ofColumns, int columnStart) {
    this.threshold = threshold;
    this.ofRows = ofRows;
    this.ofColumns = ofColumns;
    this.columnStart = columnStart;
  }

  @Override
  public void tile(VoiceprintBlock columns, VoiceprintBlock rows, double margin) {
    this.columns = columns;
    this.rows = rows;
    this.margin = margin;
    if (ofColumns != null) {
      if (leastOfColumns == null || leastOfColumns.length < columns.count()) {
        leastOfColumns = new float[columns.count()];
      }
      for (int column = 0; column < columns.count(); column++) {
        leastOfColumns[column] = screen(ofColumns.least(listOf(column)));
      }
    }
  }

  @Override
  public float least(int row) {
    return ofRows == null ? Float.POSITIVE_INFINITY : screen(ofRows.least(row));
  }

  @Override
  public float[] leastOfColumns() {
    return leastOfColumns;
  }

  @Override
  public void offer(int row, int column, double score) {
    if (score < threshold) {
      return;
    }
    if (ofRows != null) {
      ofRows.offer(row, columns.start() + column, score);
    }
    if (ofColumns != null) {
      int list = listOf(column);
      ofColumns.offer(list, rows.start() + row, score);
      leastOfColumns[column] = screen(ofColumns.least(list));
    }
  }

  private int listOf(int column) {
    return columns.start() - columnStart + column;
  }

  private float screen(double least) {
    return PairScan.atMost(Math.max(threshold, least) - margin);
  }
}
