package org.voxmatrix.jobs.calibrate;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.RunPlan;
import org.voxmatrix.jobs.evaluate.EvaluateSettings;

/**
 * What a calibration is to be fitted on.
 *
 * @param trials as for an evaluation; its priors, thresholds and rates are not used
 * @param prior the operating point that the fit is best for, above 0 and below 1
 * @param name by which users may call the calibration; null for none
 */
@RecordBuilder
public record CalibrateSettings(EvaluateSettings trials, double prior, String name)
    implements CalibrateSettingsBuilder.With {

  /** Where misses and false alarms count the same. */
  public static final double PRIOR = 0.5;

  /** Names that mean something else. */
  private static final String NAMES = "(?!(?i:latest|model|none)$)[\\w.-]{1,64}";

  /**
   * @throws RequestException {@code request.bad-value}
   */
  public CalibrateSettings {
    if (!(prior > 0 && prior < 1)) {
      throw RequestException.badValue(
          "prior", "prior is %s; it must be above 0 and below 1.".formatted(prior));
    }
    if (name != null && !name.matches(NAMES)) {
      throw RequestException.badValue(
          "name",
          "name is '%s'; give up to 64 letters, digits, dots, dashes, but not latest, model or none."
              .formatted(name));
    }
  }

  public static CalibrateSettings of(EvaluateSettings trials) {
    return new CalibrateSettings(trials, PRIOR, null);
  }

  RunPlan plan(RunPlan ofTrials) {
    return RunPlan.of(
        "calibrate",
        withTrials(null),
        of(null),
        java.util.Map.of("trials_key", ofTrials.key()),
        ofTrials.model(),
        ofTrials.modelFingerprint());
  }
}
