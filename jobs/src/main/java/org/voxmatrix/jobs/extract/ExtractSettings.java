package org.voxmatrix.jobs.extract;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import org.voxmatrix.access.AllowedRoots;
import org.voxmatrix.access.Reach;
import org.voxmatrix.extract.ExtractOptions;
import org.voxmatrix.identity.Json;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.jobs.AtLeast;
import org.voxmatrix.jobs.RunPlan;
import org.voxmatrix.ledger.GivenId;
import org.voxmatrix.recordings.Repeat;

/**
 * What an extraction is to do.
 *
 * @param manifest Parquet file, folder or glob with the recordings
 * @param model folder of a model bundle; null for the bundle in the jar
 * @param retryOf only the recordings that were rejected or failed in that run; null for all
 * @param limit how many recordings of the manifest, the first ones; null for all
 * @param allowedRoots folders that recordings may be read from; none allows all
 * @param reach which stores they may be on, and how long each may take to answer
 * @param maxBytes recordings of more bytes are rejected
 * @param waveItems maximum recordings in a wave: the most work that a crash can lose
 * @param waveBytes maximum bytes of audio in a wave of several recordings
 */
@RecordBuilder
public record ExtractSettings(
    String manifest,
    String model,
    ExtractOptions options,
    Repeat repeat,
    String retryOf,
    Long limit,
    List<String> allowedRoots,
    Reach reach,
    long maxBytes,
    int waveItems,
    long waveBytes)
    implements ExtractSettingsBuilder.With {

  /** The job's name in tables. */
  public static final String JOB = "extract";

  public ExtractSettings {
    retryOf = GivenId.of(retryOf);
    allowedRoots = AllowedRoots.checked(allowedRoots);
    AtLeast.check("limit", limit == null ? 0 : limit, 0);
    AtLeast.check("max_bytes", maxBytes, 0);
    AtLeast.check("wave_items", waveItems, 1);
    AtLeast.check("wave_bytes", waveBytes, 0);
  }

  /** All recordings of a manifest that were not done before. */
  public static ExtractSettings of(String manifest) {
    return new ExtractSettings(
        manifest,
        null,
        ExtractOptions.DEFAULT,
        Repeat.SKIP,
        null,
        null,
        List.of(),
        Reach.DEFAULT,
        2L << 30,
        2000,
        4L << 30);
  }

  /**
   * The plan of a run.
   *
   * @param identity of the manifest's files
   */
  public RunPlan plan(String identity, String modelName, String fingerprint) {
    return RunPlan.of(
        JOB,
        withModel(null),
        of(null),
        Map.of("manifest_sha256", Sha256.hex(identity)),
        modelName,
        fingerprint);
  }

  /** Results under one key are the same, so they need not be made again. */
  static String optionsKey(String fingerprint, ExtractOptions options) {
    return Sha256.hex(fingerprint + " " + options.canonical());
  }

  /** The key before {@link #optionsKey}, under which recordings were done before. */
  static String formerOptionsKey(long fingerprint, ExtractOptions options) {
    return Sha256.hex(Json.write(List.of(fingerprint, options.formerText())));
  }
}
