package org.voxmatrix.jobs.link;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Map;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.RunPlan;
import org.voxmatrix.jobs.Within;
import org.voxmatrix.jobs.compare.SetModel;
import org.voxmatrix.jobs.compare.cohort.CohortChoice;
import org.voxmatrix.jobs.link.cluster.Linkage;

/**
 * Whose voiceprints are to be linked, and how.
 *
 * @param set Parquet path, table or {@code run:ID}
 * @param labels known speakers of some voiceprints: a column of the set, an attribute, or a file of
 *     ids and speakers; null for none. They name people, and do not change who is linked
 * @param rawModel voiceprints are raw Base64 float32 vectors of that system; or null
 * @param model folder of the model bundle that made the voiceprints; null for the bundle in the jar
 * @param skipBad whether invalid voiceprints are left out, not refused
 * @param threshold the lowest score at which groups are joined: a cosine, a normalized score or a
 *     log-likelihood ratio
 * @param calibration by which scores become log-likelihood ratios: an id, a name or the latest;
 *     null for none
 * @param cohort by which scores are normalized; null not to
 * @param maxSize voiceprints of a component at most, and so of a person
 * @param former the run whose people keep their ids: its id, {@value LinkTable#LATEST} or {@value
 *     #NONE}
 */
@RecordBuilder
public record LinkSettings(
    String set,
    String labels,
    String rawModel,
    String model,
    boolean skipBad,
    double threshold,
    String calibration,
    CohortChoice cohort,
    Linkage linkage,
    int maxSize,
    String former)
    implements LinkSettingsBuilder.With {

  /** For people who have no former ids. */
  public static final String NONE = "none";

  public static final int MAX_SIZE = 5_000;

  /** The scores of all its pairs have to fit the memory of a task. */
  private static final int LARGEST = 20_000;

  /**
   * @throws RequestException {@code request.bad-value} if the threshold is none that a score has,
   *     or the size out of range
   */
  public LinkSettings {
    if (set != null && cohort == null && calibration == null) {
      Within.score("threshold", threshold);
    } else if (!Double.isFinite(threshold)) {
      throw RequestException.badValue(
          "threshold", "threshold is %s; it must be a number.".formatted(threshold));
    }
    if (maxSize < 2 || maxSize > LARGEST) {
      throw RequestException.badValue(
          "max_size", "max_size is %d; it must be 2 to %d.".formatted(maxSize, LARGEST));
    }
  }

  /** By average linkage of cosines. */
  public static LinkSettings of(String set, double threshold) {
    return new LinkSettings(
        set,
        null,
        null,
        null,
        false,
        threshold,
        null,
        null,
        Linkage.AVERAGE,
        MAX_SIZE,
        LinkTable.LATEST);
  }

  /**
   * The plan of a run.
   *
   * @param inputs what tells set, cohort, calibration, labels and former run from others
   */
  public RunPlan plan(Map<String, String> inputs, SetModel model) {
    return RunPlan.of(
        "link",
        withSet(null)
            .withLabels(null)
            .withRawModel(null)
            .withModel(null)
            .withCalibration(null)
            .withCohort(null)
            .withFormer(null),
        of(null, 0).withFormer(null),
        inputs,
        model.name(),
        model.fingerprintHex());
  }
}
