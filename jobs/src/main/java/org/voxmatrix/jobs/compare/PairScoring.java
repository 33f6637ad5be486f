package org.voxmatrix.jobs.compare;

import java.util.List;
import org.voxmatrix.calibrations.CalibrationRow;
import org.voxmatrix.calibrations.QualityMeasure;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.compare.engine.ComparePlan;
import org.voxmatrix.jobs.compare.engine.ComparedSets;
import org.voxmatrix.jobs.compare.engine.Comparison;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.score.Calibration;

/**
 * How the pairs of two sets are scored.
 *
 * @param cohort null for no normalization
 * @param calibration null to leave scores as they are
 */
public record PairScoring(SetModel model, CohortSource cohort, CalibrationRow calibration) {

  /**
   * Opens what is asked for.
   *
   * @param choice null for no calibration
   * @throws org.voxmatrix.error.RequestException as {@link CalibrationChoice#open}
   */
  public static PairScoring open(
      JobContext context, SetModel model, CohortSource cohort, CalibrationChoice choice) {
    PairScoring plain = new PairScoring(model, cohort, null);
    return choice == null
        ? plain
        : new PairScoring(
            model, cohort, choice.open(context.warehouse(), model, plain.scoreKind()));
  }

  /** What scores are before they are calibrated. */
  public String scoreKind() {
    return cohort == null ? model.backend().scoreKind() : cohort.scoreKind();
  }

  /** What scores are in the end. */
  public String writtenKind() {
    return calibration == null ? scoreKind() : Calibration.SCORE_KIND;
  }

  /** What sets are to be read with beside their voiceprints. */
  public List<QualityMeasure> measures() {
    return calibration == null ? List.of() : calibration.measures();
  }

  /**
   * Normalizes, and adds what quality does.
   *
   * @param sets read with {@link #measures}
   * @throws org.voxmatrix.error.RequestException as {@link CohortSource#normalize}
   */
  public Comparison of(JobContext context, Run run, ComparedSets sets, ComparePlan plan) {
    ComparedSets normalized = cohort == null ? sets : cohort.normalize(context, run, model, sets);
    return new Comparison(
        measures().isEmpty() ? normalized : normalized.by(calibration.terms()),
        model.backend(),
        scoreKind(),
        calibration == null ? null : calibration.calibration(),
        plan);
  }
}
