package org.voxmatrix.jobs.compare.cohort;

/**
 * What is kept of the scores of neighbouring members with a cohort: enough for their mean and
 * deviation. Scores of a member come in the order of the cohort, so that sums do not depend on how
 * the work is cut.
 */
sealed interface CohortScores permits AllScores, BestScores {

  /**
   * For all scores, or the best of them.
   *
   * @param members how many members
   * @param most how many scores of each count
   * @param cohort how many there are at most
   */
  static CohortScores of(int members, int most, int cohort) {
    return most < cohort ? new BestScores(members, most) : new AllScores(members);
  }

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
