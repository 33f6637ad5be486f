package org.voxmatrix.jobs.evaluate;

import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.compare.SetSource;

/**
 * Which trials are evaluated: every pair of labelled sets, those of a list, or scores.
 *
 * @param a set A of voiceprints; null if scores are given, but of a run's matrix it may be named
 *     for what its columns say of the voiceprints
 * @param b set B; the same as {@code a} for a set against itself
 * @param scores a file of scores, or {@code run:ID} for the matrix of a comparison; null for sets
 * @param labels the column or attribute with the speaker of each voiceprint, or a file of ids and
 *     speakers; null if these are not known
 * @param trials a file of trials; null for every pair with labels
 * @param leaveOut a column or attribute: pairs with one value of it are no trials, such as those of
 *     one session; null for pairs of one recording alone
 */
public record TrialChoice(
    String a, String b, String scores, String labels, String trials, String leaveOut) {

  /**
   * @throws RequestException {@code request.bad-value} if they contradict each other
   */
  public TrialChoice {
    boolean matrix = scores != null && SetSource.isRun(scores);
    if (a == null ? scores == null : scores != null && !matrix) {
      throw RequestException.badValue(
          "a",
          "Give the sets a and b (or a against itself), or scores; both for a run's matrix alone.");
    }
    if (scores == null && labels == null && trials == null) {
      throw RequestException.badValue(
          "labels", "It is not known which pairs are of one speaker: give labels or trials.");
    }
    if (leaveOut != null && (labels == null || scores != null || trials != null)) {
      throw RequestException.badValue(
          "leave_out", "leave_out is for the pairs of labelled sets: leave it out here.");
    }
  }

  /** Every pair of two labelled sets. */
  public static TrialChoice ofSets(String a, String b, String labels) {
    return new TrialChoice(a, b, null, labels, null, null);
  }

  /** The trials of a list. */
  public static TrialChoice ofList(String a, String b, String trials) {
    return new TrialChoice(a, b, null, null, trials, null);
  }

  /** Scores that are labelled in their file. */
  public static TrialChoice ofScores(String scores) {
    return new TrialChoice(null, null, scores, null, null, null);
  }
}
