package org.voxmatrix.jobs.decision;

import java.util.List;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.Within;
import org.voxmatrix.jobs.compare.CalibrationChoice;
import org.voxmatrix.jobs.compare.cohort.CohortChoice;

/**
 * By what recordings are told from strangers', where no threshold is given.
 *
 * @param rate of false alarms, for which the threshold is found on the cohort; or null
 * @param calibration an id, a name or {@code latest}; or null
 * @param cohort unlabelled recordings, mostly of strangers: a set, or {@value CohortChoice#OWN} for
 *     some of the run's own; or null
 * @param topN how scores are normalized by the cohort, as in {@link CohortChoice}; null not to
 * @param earlier identifications whose recordings are the cohort's own, too
 */
public record DecisionRule(
    ErrorRate rate, String calibration, String cohort, Integer topN, List<String> earlier) {

  /** What the model's bundle says. */
  public static final DecisionRule OF_MODEL = new DecisionRule(null, null, null, null, List.of());

  /**
   * @throws RequestException {@code request.bad-value}
   */
  public DecisionRule {
    earlier = List.copyOf(earlier);
    if (topN != null && cohort == null) {
      throw RequestException.badValue(
          "norm", "Scores are normalized by a cohort: give --cohort, a set of voiceprints or own.");
    }
    if (rate != null && cohort == null) {
      throw RequestException.badValue(
          "cohort",
          "A rate of false alarms is met on strangers' recordings: give --cohort, a set of"
              + " voiceprints or own.");
    }
    if (topN != null) {
      new CohortChoice(cohort, topN); // Refuses what it cannot be.
    }
  }

  /**
   * Refuses a threshold that no score has, and one beside a rate.
   *
   * @param threshold or null
   * @throws RequestException {@code request.bad-value}
   */
  public void check(Double threshold) {
    if (threshold == null) {
      return;
    }
    if (rate != null) {
      throw RequestException.badValue(
          "threshold", "A threshold and a rate of false alarms exclude each other: give one.");
    }
    if (calibration == null && topN == null) {
      Within.score("threshold", threshold);
    } else if (!Double.isFinite(threshold)) {
      throw RequestException.badValue("threshold", "threshold is " + threshold + ".");
    }
  }

  public DecisionRule withRate(ErrorRate other) {
    return new DecisionRule(other, calibration, cohort, topN, earlier);
  }

  public DecisionRule withEarlier(List<String> runs) {
    return new DecisionRule(rate, calibration, cohort, topN, runs);
  }

  /** Whether nothing but the model and the number of profiles decides. */
  public boolean isOfModel() {
    return calibration == null && cohort == null;
  }

  /** Whether the cohort is some of the run's own recordings. */
  public boolean isOwn() {
    return CohortChoice.OWN.equals(cohort);
  }

  /** How the comparison normalizes; null not to. */
  public CohortChoice normalization() {
    return topN == null ? null : new CohortChoice(cohort, topN);
  }

  /** How the comparison calibrates; null not to. */
  public CalibrationChoice calibrationChoice() {
    return calibration == null ? null : new CalibrationChoice(calibration, null);
  }
}
