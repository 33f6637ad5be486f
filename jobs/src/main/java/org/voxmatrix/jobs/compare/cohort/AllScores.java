package org.voxmatrix.jobs.compare.cohort;

/** Sums of all scores, as differences from the first one: those of equal scores are exactly 0. */
final class AllScores implements CohortScores {

  private final int[] counts;
  private final double[] firsts;
  private final double[] sums;
  private final double[] squares;

  AllScores(int members) {
    this.counts = new int[members];
    this.firsts = new double[members];
    this.sums = new double[members];
    this.squares = new double[members];
  }

  @Override
  public void add(int member, float[] scores, int from, int to) {
    if (from == to) {
      return;
    }
    if (counts[member] == 0) {
      firsts[member] = scores[from];
    }
    double first = firsts[member];
    double sum = sums[member];
    double square = squares[member];
    for (int i = from; i < to; i++) {
      double off = scores[i] - first;
      sum += off;
      square += off * off;
    }
    counts[member] += to - from;
    sums[member] = sum;
    squares[member] = square;
  }

  @Override
  public Statistics statistics() {
    double[] means = new double[counts.length];
    double[] deviations = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      double off = sums[i] / counts[i];
      means[i] = firsts[i] + off;
      deviations[i] = Math.sqrt(Math.max(0, squares[i] / counts[i] - off * off));
    }
    return new Statistics(counts, means, deviations);
  }
}
