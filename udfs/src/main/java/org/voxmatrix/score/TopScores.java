package org.voxmatrix.score;

import java.io.Serializable;

/**
 * The best scores of each of some members, highest first; of equal scores, the lower index of the
 * other member comes first, so that the outcome does not depend on the order of offers.
 */
public final class TopScores implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int k;
  private final int[] sizes;
  private final double[] scores;
  private final int[] others;

  /**
   * Empty lists.
   *
   * @param members how many lists
   * @param k how many scores a list keeps, at least 1
   */
  public TopScores(int members, int k) {
    this.k = k;
    this.sizes = new int[members];
    this.scores = new double[Math.multiplyExact(members, k)];
    this.others = new int[scores.length];
  }

  public int members() {
    return sizes.length;
  }

  /** How many scores the list of a member holds. */
  public int size(int member) {
    return sizes[member];
  }

  /** The score at a rank of a member's list, from 0. */
  public double score(int member, int rank) {
    return scores[member * k + rank];
  }

  /** Index of the other member at a rank, from 0. */
  public int other(int member, int rank) {
    return others[member * k + rank];
  }

  /** No lower score can enter the list. */
  public double least(int member) {
    return sizes[member] < k ? Double.NEGATIVE_INFINITY : scores[member * k + k - 1];
  }

  /** Takes a score into a member's list if it is among the best. */
  public void offer(int member, int other, double score) {
    int start = member * k;
    int size = sizes[member];
    if (size == k && !isBetter(score, other, start + k - 1)) {
      return;
    }
    int place = start + size;
    while (place > start && isBetter(score, other, place - 1)) {
      place--;
    }
    int moved = Math.min(start + size, start + k - 1) - place;
    System.arraycopy(scores, place, scores, place + 1, moved);
    System.arraycopy(others, place, others, place + 1, moved);
    scores[place] = score;
    others[place] = other;
    sizes[member] = Math.min(k, size + 1);
  }

  private boolean isBetter(double score, int other, int place) {
    return score > scores[place] || (score == scores[place] && other < others[place]);
  }

  /** Takes every score of {@code more}, lists of the same members, into these. */
  public void addAll(TopScores more) {
    for (int member = 0; member < sizes.length; member++) {
      for (int rank = 0; rank < more.size(member); rank++) {
        offer(member, more.other(member, rank), more.score(member, rank));
      }
    }
  }

  /** A copy of the lists of members {@code from} to {@code to}. */
  public TopScores slice(int from, int to) {
    TopScores slice = new TopScores(to - from, k);
    System.arraycopy(sizes, from, slice.sizes, 0, to - from);
    System.arraycopy(scores, from * k, slice.scores, 0, (to - from) * k);
    System.arraycopy(others, from * k, slice.others, 0, (to - from) * k);
    return slice;
  }
}
