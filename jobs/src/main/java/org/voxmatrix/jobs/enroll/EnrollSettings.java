package org.voxmatrix.jobs.enroll;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Map;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.jobs.AtLeast;
import org.voxmatrix.jobs.RunPlan;
import org.voxmatrix.jobs.profiles.ProfileKind;
import org.voxmatrix.jobs.profiles.ProfileRow;
import org.voxmatrix.jobs.profiles.audio.ListenOptions;
import org.voxmatrix.recordings.Repeat;

/**
 * What is to be enrolled, and how.
 *
 * @param manifest Parquet file, folder or glob with the enrollments
 * @param listen model, limits, phrases
 * @param unknown what becomes of profiles that do not exist
 * @param kind of new profiles whose row names none
 * @param locale of new profiles whose row names none
 * @param repeat whether recordings that an earlier run enrolled are enrolled once more
 * @param waveItems maximum enrollments in a wave: the most work that a crash can lose
 */
@RecordBuilder
public record EnrollSettings(
    String manifest,
    ListenOptions listen,
    EnrollmentDecider.Unknown unknown,
    ProfileKind kind,
    String locale,
    Repeat repeat,
    int waveItems)
    implements EnrollSettingsBuilder.With {

  public EnrollSettings {
    AtLeast.check("wave_items", waveItems, 1);
  }

  /** By the service's rules; profiles that do not exist are rejected. */
  public static EnrollSettings of(String manifest) {
    return new EnrollSettings(
        manifest,
        ListenOptions.defaults(),
        EnrollmentDecider.Unknown.REFUSED,
        ProfileKind.TEXT_DEPENDENT,
        ProfileRow.LOCALE,
        Repeat.SKIP,
        2000);
  }

  /**
   * The plan of a run.
   *
   * @param identity of the manifest's files
   */
  public RunPlan plan(String identity, String modelName, String fingerprint) {
    return RunPlan.of(
        "enroll",
        withListen(listen.withModel(null)),
        of(null),
        Map.of("manifest_sha256", Sha256.hex(identity)),
        modelName,
        fingerprint);
  }
}
