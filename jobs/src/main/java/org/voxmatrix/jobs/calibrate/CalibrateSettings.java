package org.voxmatrix.jobs.calibrate;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.voxmatrix.calibrations.QualityMeasure;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.RunPlan;
import org.voxmatrix.jobs.evaluate.EvaluateSettings;

/**
 * What a calibration is to be fitted on.
 *
 * @param trials as for an evaluation; its priors, thresholds and rates are not used
 * @param prior the operating point that the fit is best for, above 0 and below 1
 * @param name by which users may call the calibration; null for none
 * @param quality measures of both sides that add to the log-likelihood ratio; none for scores alone
 */
@RecordBuilder
public record CalibrateSettings(
    EvaluateSettings trials, double prior, String name, List<QualityMeasure> quality)
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
    quality = List.copyOf(quality);
    if (quality.stream().distinct().count() < quality.size()) {
      throw RequestException.badValue("quality", "quality names a measure twice: name each once.");
    }
    if (!quality.isEmpty()
        && trials != null
        && (trials.choice().labels() == null || trials.choice().a() == null)) {
      throw RequestException.badValue(
          "quality",
          "The quality of both sides is known of sets with labels only: leave quality out.");
    }
  }

  public static CalibrateSettings of(EvaluateSettings trials) {
    return new CalibrateSettings(trials, PRIOR, null, List.of());
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
