package org.voxmatrix.jobs.link.cluster;

/** A number for each pair of members, in the lower half of a matrix. */
final class PairScores {

  private final int count;
  private final double[] scores;

  PairScores(int count) {
    this.count = count;
    this.scores = new double[Math.toIntExact((long) count * (count - 1) / 2)];
  }

  int count() {
    return count;
  }

  double get(int i, int j) {
    return scores[place(i, j)];
  }

  void set(int i, int j, double score) {
    scores[place(i, j)] = score;
  }

  private static int place(int i, int j) {
    int high = Math.max(i, j);
    return (int) ((long) high * (high - 1) / 2) + Math.min(i, j);
  }
}
