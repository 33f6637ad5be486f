package org.voxmatrix.jobs.compare.cohort;

import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.AtLeast;

/**
 * By which cohort scores are normalized.
 *
 * @param set voiceprints of other speakers: a set, or {@value #OWN} for some of the second set's
 *     own
 * @param topN how many of the cohort's best scores count for each voiceprint; 0 for all of them,
 *     which is S-norm
 */
public record CohortChoice(String set, int topN) {

  /** A part of the recordings that are compared, of which no labels are known. */
  public static final String OWN = "own";

  /** Best scores of a voiceprint that tell how it scores with strangers. */
  public static final int TOP_N = 200;

  private static final int MOST = 10_000;

  /**
   * @throws RequestException {@code request.bad-value}
   */
  public CohortChoice {
    AtLeast.check("top_n", topN, 0);
    if (topN == 1 || topN > MOST) {
      throw RequestException.badValue(
          "top_n", "top_n is %d; it must be 2 to %,d.".formatted(topN, MOST));
    }
  }

  public boolean isOwn() {
    return set.equals(OWN);
  }

  /**
   * What tables call scores that are normalized so: those of another cohort are others.
   *
   * @param cohort a short text that tells the cohort from others
   */
  public String scoreKind(String cohort) {
    return topN == 0 ? "s-norm(%s)".formatted(cohort) : "as-norm(%s,%d)".formatted(cohort, topN);
  }
}
