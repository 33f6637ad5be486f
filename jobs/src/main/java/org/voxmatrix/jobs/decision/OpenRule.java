package org.voxmatrix.jobs.decision;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.voxmatrix.calibrations.CalibrationRow;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.compare.CohortSample;
import org.voxmatrix.jobs.compare.CohortSource;
import org.voxmatrix.jobs.compare.SetModel;
import org.voxmatrix.jobs.compare.SetSource;
import org.voxmatrix.jobs.compare.cohort.CohortVoice;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.score.Calibration;

/**
 * A rule with what it names.
 *
 * @param set the cohort; null for the run's own recordings, or none
 * @param scoreKind of scores before they are calibrated
 * @param row the calibration; or null
 */
public record OpenRule(DecisionRule rule, SetSource set, String scoreKind, CalibrationRow row) {

  /** Of a larger set, those whose ids have the lowest hashes. */
  private static final int OWN_VOICES = 1_000;

  private static final int SET_VOICES = 5_000;

  /**
   * Opens a rule.
   *
   * @throws org.voxmatrix.error.RequestException if the cohort is not there or of another form, or
   *     {@code calibration.not-found} or {@code calibration.other-scores}
   */
  public static OpenRule open(JobContext context, DecisionRule rule, ModelBundle bundle) {
    SetModel model = new SetModel(bundle, null);
    SetSource set =
        rule.cohort() == null || rule.isOwn()
            ? null
            : CohortSource.members(context, model, rule.cohort());
    String kind =
        rule.topN() == null
            ? model.backend().scoreKind()
            : new CohortSource(rule.normalization(), set).scoreKind();
    CalibrationRow row =
        rule.calibration() == null
            ? null
            : rule.calibrationChoice().openWithoutQuality(context.warehouse(), model, kind);
    return new OpenRule(rule, set, kind, row);
  }

  /** Null for none. */
  public Calibration calibration() {
    return row == null ? null : row.calibration();
  }

  /** What tells the cohort and the calibration from others, for the plan of a run. */
  public Map<String, String> inputs(Map<String, String> others) {
    Map<String, String> inputs = new HashMap<>(others);
    if (set != null) {
      inputs.put("cohort_sha256", Sha256.hex(set.identity()));
    }
    if (row != null) {
      inputs.put("calibration", row.runId());
    }
    return inputs;
  }

  /**
   * What strangers score with a gallery.
   *
   * @param gallery voiceprints of profiles
   * @param own the run's own recordings; read only if the cohort is these
   * @return null if the rule has no cohort
   * @throws org.voxmatrix.error.RequestException {@code cohort.too-small}, or if a voiceprint of a
   *     set is invalid
   */
  public Strangers strangers(
      JobContext context, ModelBundle bundle, List<float[]> gallery, SetSource own) {
    if (rule.cohort() == null) {
      return null;
    }
    List<CohortVoice> voices =
        set == null
            ? CohortSample.heard(bundle, own, OWN_VOICES)
            : CohortSample.of(bundle, set, SET_VOICES);
    return Strangers.of(
        new SetModel(bundle, null).backend(),
        gallery,
        voices.stream().sorted(Comparator.comparing(CohortVoice::id)).toList(),
        rule.topN());
  }

  /** The cohort of a comparison; null if scores are not normalized. */
  public CohortSource normalizer(ModelBundle bundle, Strangers strangers) {
    return rule.topN() == null
        ? null
        : new CohortSource(rule.normalization(), set)
            .only(CohortSample.source(bundle, strangers.cohort()));
  }
}
