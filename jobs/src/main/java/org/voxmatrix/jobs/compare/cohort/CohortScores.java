package org.voxmatrix.jobs.compare.cohort;

/**
 * What is kept of the scores of neighbouring members with a cohort: enough for their mean and
 * deviation. Scores of a member come in the order of the cohort, so that sums do not depend on how
 * the work is cut.
 */
sealed interface CohortScores permits AllScores, BestScores {

  void add(int member, float[] scores, int from, int to);

  /** The statistics of each member. */
  Statistics statistics();

  /**
   * By member.
   *
   * @param counts how many scores there were to choose from, at most those that count
   * @param deviations of the population, as toolkits have them
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Statistics(int[] counts, double[] means, double[] deviations) {}
}
