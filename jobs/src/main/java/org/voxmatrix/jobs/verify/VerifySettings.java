package org.voxmatrix.jobs.verify;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Map;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.jobs.AtLeast;
import org.voxmatrix.jobs.RunPlan;
import org.voxmatrix.jobs.compare.cohort.CohortChoice;
import org.voxmatrix.jobs.decision.DecisionRule;
import org.voxmatrix.jobs.decision.ErrorRate;
import org.voxmatrix.jobs.decision.OpenRule;
import org.voxmatrix.jobs.profiles.audio.ListenOptions;

/**
 * Which claims are to be verified, and how.
 *
 * @param manifest Parquet file, folder or glob with the claims
 * @param listen model, limits, phrases
 * @param threshold minimum score of an accepted recording, or log-likelihood ratio of the rule's
 *     calibration; null for what the rule says
 * @param rule by what a claimed voice is told from strangers'; its cohort is a set
 * @param waveItems maximum recordings in a wave: the most work that a crash can lose
 */
@RecordBuilder
public record VerifySettings(
    String manifest, ListenOptions listen, Double threshold, DecisionRule rule, int waveItems)
    implements VerifySettingsBuilder.With {

  public VerifySettings {
    AtLeast.check("wave_items", waveItems, 1);
    rule.check(threshold);
    if (CohortChoice.OWN.equals(rule.cohort())) {
      throw RequestException.badValue(
          "cohort",
          "Claims are decided as they are read, so they are no cohort: give --cohort a set of"
              + " voiceprints.");
    }
    if (rule.rate() != null && rule.rate().of() == ErrorRate.Of.NIGHTS) {
      throw RequestException.badValue(
          "alerts_per_night", "Claims have no nights: give --far or --false-alarms.");
    }
  }

  /** By the service's rules and the model's threshold. */
  public static VerifySettings of(String manifest) {
    return new VerifySettings(
        manifest, ListenOptions.defaults(), null, DecisionRule.OF_MODEL, 2000);
  }

  /**
   * The plan of a run.
   *
   * @param identity of the manifest's files
   * @param profiles identity of the profiles as they are
   * @param minimum score, as it follows from the settings and the model; null where it follows from
   *     the cohort
   * @param opened the rule
   */
  public RunPlan plan(
      String identity,
      String profiles,
      Double minimum,
      OpenRule opened,
      String modelName,
      String fingerprint) {
    return RunPlan.of(
        "verify",
        withListen(listen.withModel(null)).withThreshold(minimum == null ? threshold : minimum),
        of(null),
        opened.inputs(Map.of("manifest_sha256", Sha256.hex(identity), "profiles_sha256", profiles)),
        modelName,
        fingerprint);
  }
}
