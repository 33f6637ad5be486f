package org.voxmatrix.jobs.identify;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import org.voxmatrix.access.AllowedRoots;
import org.voxmatrix.access.Reach;
import org.voxmatrix.extract.ExtractOptions;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.jobs.AtLeast;
import org.voxmatrix.jobs.RunPlan;
import org.voxmatrix.jobs.decision.DecisionRule;
import org.voxmatrix.jobs.decision.OpenRule;

/**
 * Who is to be identified, among whom, and how.
 *
 * @param manifest Parquet file, folder or glob with recordings, or with voiceprints in {@code
 *     voiceprint}
 * @param profiles Parquet with column {@code profile_id}; null for all enrolled profiles
 * @param model folder of a model bundle; null for the bundle in the jar
 * @param threshold minimum score of an identified profile, or log-likelihood ratio of the rule's
 *     calibration; null for what the rule says
 * @param rule by what recordings are told from strangers'
 * @param ranking how many of the best profiles are kept, at least 1
 * @param maxProfiles the most profiles that may be asked for; null for no limit, the service's is
 *     50
 * @param allowedRoots folders that recordings may be read from; none allows all
 * @param reach which stores they may be on, and how long each may take to answer
 * @param maxBytes recordings of more bytes are rejected
 * @param waveItems maximum decisions per commit
 */
@RecordBuilder
public record IdentifySettings(
    String manifest,
    String profiles,
    String model,
    ExtractOptions options,
    Double threshold,
    DecisionRule rule,
    int ranking,
    Integer maxProfiles,
    List<String> allowedRoots,
    Reach reach,
    long maxBytes,
    int waveItems)
    implements IdentifySettingsBuilder.With {

  public IdentifySettings {
    allowedRoots = AllowedRoots.checked(allowedRoots);
    AtLeast.check("ranking", ranking, 1);
    AtLeast.check("max_profiles", maxProfiles == null ? 1 : maxProfiles, 1);
    AtLeast.check("max_bytes", maxBytes, 0);
    AtLeast.check("wave_items", waveItems, 1);
    rule.check(threshold);
  }

  /** Among all enrolled profiles, by the model's threshold. */
  public static IdentifySettings of(String manifest) {
    return new IdentifySettings(
        manifest,
        null,
        null,
        ExtractOptions.DEFAULT,
        null,
        DecisionRule.OF_MODEL,
        5,
        null,
        List.of(),
        Reach.DEFAULT,
        2L << 30,
        20_000);
  }

  /**
   * The plan of a run.
   *
   * @param identity of the manifest's files
   * @param profileSet identity of the profiles as they are
   * @param minimum score, as it follows from the settings and the model; null where it follows from
   *     the recordings
   * @param opened the rule
   */
  public RunPlan plan(
      String identity,
      String profileSet,
      Double minimum,
      OpenRule opened,
      String modelName,
      String fingerprint) {
    return RunPlan.of(
        "identify",
        withProfiles(null)
            .withMaxProfiles(null)
            .withModel(null)
            .withThreshold(minimum == null ? threshold : minimum),
        of(null),
        opened.inputs(
            Map.of("manifest_sha256", Sha256.hex(identity), "profiles_sha256", profileSet)),
        modelName,
        fingerprint);
  }
}
