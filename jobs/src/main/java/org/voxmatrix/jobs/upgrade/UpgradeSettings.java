package org.voxmatrix.jobs.upgrade;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import org.voxmatrix.access.AllowedRoots;
import org.voxmatrix.access.Reach;
import org.voxmatrix.extract.ExtractOptions;
import org.voxmatrix.jobs.AtLeast;
import org.voxmatrix.jobs.RunPlan;
import org.voxmatrix.jobs.models.ModelFolder;
import org.voxmatrix.jobs.models.ModelNames;
import org.voxmatrix.jobs.profiles.EnrollLimits;
import org.voxmatrix.jobs.profiles.ProfileKind;

/**
 * To which model a corpus is brought, and how.
 *
 * @param model where the model is that it is brought to
 * @param from where the model is that it has; null for the one in use, or the only other one
 * @param fromName the same as {@link ModelNames#find} takes it
 * @param added where models are found by name; null where nothing is
 * @param options of recordings of which no run tells any more how they were extracted
 * @param limits by which a profile that lost enrollments is still enrolled, or not
 * @param allowedRoots folders that recordings may be read from; none allows all
 * @param reach which stores they may be on, and how long each may take to answer
 * @param maxBytes recordings of more bytes are rejected
 * @param waveItems maximum recordings in a wave: the most work that a crash can lose
 * @param folder of this machine, or URI, for the lists of recordings that are worked on
 * @param labels file of ids and speakers, or an attribute, by which both models are evaluated; or
 *     null
 * @param sample voiceprints by whose scores the models are compared, at most
 */
@RecordBuilder
public record UpgradeSettings(
    String model,
    String from,
    String fromName,
    ModelFolder added,
    ExtractOptions options,
    Map<ProfileKind, EnrollLimits> limits,
    List<String> allowedRoots,
    Reach reach,
    long maxBytes,
    int waveItems,
    String folder,
    String labels,
    int sample)
    implements UpgradeSettingsBuilder.With {

  /** The job's name in tables. */
  public static final String JOB = "upgrade";

  public UpgradeSettings {
    limits = Map.copyOf(limits);
    allowedRoots = AllowedRoots.checked(allowedRoots);
    AtLeast.check("max_bytes", maxBytes, 0);
    AtLeast.check("wave_items", waveItems, 1);
    AtLeast.check("sample", sample, 2);
  }

  /** All that still has audio. */
  public static UpgradeSettings to(String model, String folder) {
    return new UpgradeSettings(
        model,
        null,
        null,
        null,
        ExtractOptions.DEFAULT,
        EnrollLimits.DEFAULT,
        List.of(),
        Reach.DEFAULT,
        2L << 30,
        2000,
        folder,
        null,
        1000);
  }

  /**
   * The plan of a run; where lists are and what is reported does not change what it makes.
   *
   * @param former fingerprint of the model that the corpus has
   */
  public RunPlan plan(String former, String modelName, String fingerprint) {
    UpgradeSettings defaults = to(null, null);
    return RunPlan.of(
        JOB,
        withModel(null)
            .withFrom(null)
            .withFromName(null)
            .withAdded(null)
            .withFolder(null)
            .withLabels(null)
            .withSample(defaults.sample()),
        defaults,
        Map.of("former_fingerprint", former),
        modelName,
        fingerprint);
  }
}
