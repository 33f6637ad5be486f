package org.voxmatrix.jobs.verify;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Map;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.jobs.AtLeast;
import org.voxmatrix.jobs.RunPlan;
import org.voxmatrix.jobs.Within;
import org.voxmatrix.jobs.profiles.audio.ListenOptions;

/**
 * Which claims are to be verified, and how.
 *
 * @param manifest Parquet file, folder or glob with the claims
 * @param listen model, limits, phrases
 * @param threshold minimum score of an accepted recording; null for the model's own
 * @param waveItems maximum recordings in a wave: the most work that a crash can lose
 */
@RecordBuilder
public record VerifySettings(String manifest, ListenOptions listen, Double threshold, int waveItems)
    implements VerifySettingsBuilder.With {

  public VerifySettings {
    AtLeast.check("wave_items", waveItems, 1);
    if (threshold != null) {
      Within.score("threshold", threshold);
    }
  }

  /** By the service's rules and the model's threshold. */
  public static VerifySettings of(String manifest) {
    return new VerifySettings(manifest, ListenOptions.defaults(), null, 2000);
  }

  /**
   * The plan of a run.
   *
   * @param identity of the manifest's files
   * @param profiles identity of the profiles as they are
   * @param minimum score, as it follows from the settings and the model
   */
  public RunPlan plan(
      String identity, String profiles, double minimum, String modelName, String fingerprint) {
    return RunPlan.of(
        "verify",
        withListen(listen.withModel(null)).withThreshold(minimum),
        of(null),
        Map.of("manifest_sha256", Sha256.hex(identity), "profiles_sha256", profiles),
        modelName,
        fingerprint);
  }
}
