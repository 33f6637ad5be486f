package org.voxmatrix.score;

/** Passes on every pair that reaches a threshold. */
public final class ThresholdCollector implements PairCollector {

  /** Where hits go. */
  @FunctionalInterface
  public interface Hits {

    /** A row's and a column's place in their blocks. */
    void hit(VoiceprintBlock rows, int row, VoiceprintBlock columns, int column, double score);
  }

  private final double threshold;
  private final Hits hits;
  private VoiceprintBlock columns;
  private VoiceprintBlock rows;
  private float least;

  public ThresholdCollector(double threshold, Hits hits) {
    this.threshold = threshold;
    this.hits = hits;
  }

  @Override
  public void tile(VoiceprintBlock columns, VoiceprintBlock rows, double margin) {
    this.columns = columns;
    this.rows = rows;
    this.least = PairScan.atMost(threshold - margin);
  }

  @Override
  public float least(int row) {
    return least;
  }

  @Override
  public float[] leastOfColumns() {
    return null;
  }

  @Override
  public void offer(int row, int column, double score) {
    if (score >= threshold) {
      hits.hit(rows, row, columns, column, score);
    }
  }
}
