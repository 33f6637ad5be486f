package org.voxmatrix.jobs.compare;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.voxmatrix.calibrations.CalibrationRow;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.jobs.RunPlan;
import org.voxmatrix.jobs.Within;
import org.voxmatrix.jobs.compare.cohort.CohortChoice;
import org.voxmatrix.jobs.compare.engine.Outputs;
import org.voxmatrix.jobs.compare.engine.WaveLimits;

/**
 * What a comparison is to do.
 *
 * @param sets the two sets
 * @param rawModel voiceprints are raw Base64 float32 vectors of that system, not our envelopes; or
 *     null
 * @param model folder of the model bundle that made the voiceprints; null for the bundle in the jar
 * @param badRows what an invalid voiceprint does
 * @param outputs what is written
 * @param limits how much is done per commit
 * @param cohort by which scores are normalized; null not to
 * @param normalizer that cohort where another job made it; null to open it
 * @param calibration by which scores become log-likelihood ratios; null to leave them as they are
 */
@RecordBuilder
public record CompareSettings(
    SetPair.Choice sets,
    String rawModel,
    String model,
    BadRows badRows,
    Outputs outputs,
    WaveLimits limits,
    CalibrationChoice calibration,
    CohortChoice cohort,
    CohortSource normalizer)
    implements CompareSettingsBuilder.With {

  /**
   * @throws org.voxmatrix.error.RequestException if the threshold is none that a cosine has
   */
  public CompareSettings {
    boolean ofCosines = sets != null && cohort == null && calibration == null;
    if (ofCosines && outputs.threshold() != Double.NEGATIVE_INFINITY) {
      Within.score("threshold", outputs.threshold());
    }
  }

  /**
   * The matrix of two sets: Parquet paths, tables, or {@code run:ID}. The same name twice scores a
   * set against itself.
   */
  public static CompareSettings of(String a, String b) {
    return of(new SetPair.Named(a, b));
  }

  /**
   * The matrix of the sets of the service's own request, a JSON file: of log-likelihood ratios, as
   * the service's are, where the model comes with a calibration.
   */
  public static CompareSettings ofRequest(Path file) {
    return of(new CompareRequest(file)).withCalibration(new CalibrationChoice(null, null));
  }

  /** The matrix of two sets of another job. */
  public static CompareSettings of(SetSource a, SetSource b) {
    return of(new SetPair.Made(a, b));
  }

  private static CompareSettings of(SetPair.Choice sets) {
    return new CompareSettings(
        sets, null, null, BadRows.REJECT, Outputs.MATRIX, WaveLimits.DEFAULT, null, null, null);
  }

  /**
   * The same with a threshold that is a score.
   *
   * @param row null if there is no calibration
   * @throws org.voxmatrix.error.RequestException if no score reaches the threshold
   */
  CompareSettings by(CalibrationRow row) {
    if (calibration == null || calibration.threshold() == null) {
      return this;
    }
    double asked = calibration.threshold();
    if (row == null) {
      if (cohort == null) {
        Within.score("threshold", asked);
      }
      return withOutputs(outputs.withThreshold(asked));
    }
    boolean ofCosines = cohort == null && row.quality().isEmpty();
    return withOutputs(
        outputs.withThreshold(
            Math.max(
                ofCosines ? -1 : -Float.MAX_VALUE,
                CalibrationChoice.score(asked, row.calibration()))));
  }

  /**
   * The plan of a run.
   *
   * @param identityA of set A
   * @param identityB of set B
   * @param calibrationId null for none
   * @param normalization null for none
   */
  public RunPlan plan(
      String identityA,
      String identityB,
      String modelName,
      String fingerprint,
      String calibrationId,
      CohortSource normalization) {
    Map<String, String> inputs = new HashMap<>();
    inputs.put("a_sha256", Sha256.hex(identityA));
    inputs.put("b_sha256", Sha256.hex(identityB));
    if (normalization != null) {
      inputs.put("cohort_sha256", normalization.identity());
      inputs.put("top_n", String.valueOf(cohort.topN()));
      if (normalization.part() != null) {
        inputs.put("cohort_part", normalization.part().identity());
      }
    }
    if (calibrationId != null) {
      inputs.put("calibration", calibrationId);
    }
    return RunPlan.of(
        "compare",
        withSets(null)
            .withRawModel(null)
            .withModel(null)
            .withCalibration(null)
            .withCohort(null)
            .withNormalizer(null),
        of((SetPair.Choice) null),
        inputs,
        modelName,
        fingerprint);
  }
}
