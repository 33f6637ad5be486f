package org.voxmatrix.metrics;

/**
 * How well clusters fit classes, counted cell by cell: the members that one cluster and one class
 * share. B-cubed takes for each member the share of its cluster that is of its class, and the share
 * of its class that is in its cluster, and their means over all members (Bagga and Baldwin,
 * <i>Algorithms for scoring coreference chains</i>, 1998); pairwise counts pairs of members that
 * are together. Where there are no such pairs, none of them is wrong: the share is 1.
 */
public final class ClusterAgreement {

  private long members;
  private double precision;
  private double recall;
  private long pairsOfBoth;
  private long pairsOfClusters;
  private long pairsOfClasses;

  /**
   * Counts cells that are alike.
   *
   * @param shared members of the cell, at least 1
   * @param cluster members of its cluster
   * @param ofClass members of its class
   * @param cells how many there are
   */
  public void add(long shared, long cluster, long ofClass, long cells) {
    members += shared * cells;
    precision += (double) shared * shared / cluster * cells;
    recall += (double) shared * shared / ofClass * cells;
    pairsOfBoth += shared * (shared - 1) / 2 * cells;
    // Each cell has its part of the pairs of its cluster, and of its class.
    pairsOfClusters += shared * (cluster - 1) * cells;
    pairsOfClasses += shared * (ofClass - 1) * cells;
  }

  /** Members of all cells. */
  public long members() {
    return members;
  }

  public double bcubedPrecision() {
    return precision / members;
  }

  public double bcubedRecall() {
    return recall / members;
  }

  /** The harmonic mean of precision and recall. */
  public double bcubedF() {
    return f(bcubedPrecision(), bcubedRecall());
  }

  /** The share of the pairs within clusters that are of one class. */
  public double pairwisePrecision() {
    return share(pairsOfClusters);
  }

  /** The share of the pairs within classes that are in one cluster. */
  public double pairwiseRecall() {
    return share(pairsOfClasses);
  }

  /** The harmonic mean of precision and recall. */
  public double pairwiseF() {
    return f(pairwisePrecision(), pairwiseRecall());
  }

  /**
   * @param twice the pairs
   */
  private double share(long twice) {
    return twice == 0 ? 1 : 2.0 * pairsOfBoth / twice;
  }

  private static double f(double precision, double recall) {
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }
}
