package org.voxmatrix.jobs.link;

import org.voxmatrix.calibrations.CalibrationRow;
import org.voxmatrix.jobs.compare.CohortSource;
import org.voxmatrix.jobs.compare.SetModel;
import org.voxmatrix.score.Calibration;

/**
 * What a run links.
 *
 * @param cohort null for no normalization
 * @param calibrated null for scores as they are
 * @param former null if nobody is to keep an id
 */
record LinkInput(
    LinkSet set, SetModel model, CohortSource cohort, CalibrationRow calibrated, LinkRow former) {

  /** Null for scores as they are. */
  Calibration calibration() {
    return calibrated == null ? null : calibrated.calibration();
  }

  /** What the threshold is one of. */
  String scoreKind() {
    if (calibrated != null) {
      return Calibration.SCORE_KIND;
    }
    return cohort == null ? model.backend().scoreKind() : cohort.scoreKind();
  }
}
