package org.voxmatrix.jobs.compare;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.voxmatrix.calibrations.CalibrationRow;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.compare.engine.ComparedSets;
import org.voxmatrix.jobs.compare.engine.MemberSet;
import org.voxmatrix.jobs.compare.engine.SetReader;
import org.voxmatrix.jobs.compare.engine.VoiceprintDecoder;
import org.voxmatrix.model.BundleCalibration;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.score.Backend;
import org.voxmatrix.score.Cosine;

/**
 * What made the voiceprints of two sets, and how they are scored.
 *
 * @param bundle null for raw vectors
 * @param rawModel the system that made raw vectors; null for a bundle
 */
public record SetModel(ModelBundle bundle, String rawModel) {

  /**
   * Loads the bundle unless vectors are raw.
   *
   * @param folder of the bundle; null for the one in the jar
   */
  public static SetModel of(JobContext context, String rawModel, String folder) {
    return new SetModel(rawModel == null ? context.models().get(folder).bundle() : null, rawModel);
  }

  /** Name of the model. */
  public String name() {
    return bundle == null ? rawModel : bundle.name();
  }

  /** Null for raw vectors. */
  public String fingerprintHex() {
    return bundle == null ? null : bundle.fingerprintHex();
  }

  /**
   * The calibration that comes with the model, as a row that stands in no table.
   *
   * @param scoreKind of the scores that are to be calibrated; there is one for cosines alone
   */
  Optional<CalibrationRow> calibration(String scoreKind) {
    return bundle == null || !scoreKind.equals(backend().scoreKind())
        ? Optional.empty()
        : bundle.calibration().map(of -> row(of, scoreKind));
  }

  private CalibrationRow row(BundleCalibration of, String scoreKind) {
    String identity = "calibration of model %s: %s".formatted(fingerprintHex(), of.calibration());
    return new CalibrationRow(
        UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)).toString(),
        0,
        CalibrationChoice.MODEL,
        name(),
        fingerprintHex(),
        scoreKind,
        of.calibration().slope(),
        of.calibration().offset(),
        of.prior(),
        of.calibration().lowest(),
        of.calibration().highest(),
        of.targets(),
        of.nonTargets(),
        of.speakers(),
        of.cllr(),
        of.calibratedCllr(),
        null,
        null,
        of.minCllr(),
        null,
        null,
        List.of(),
        null,
        null);
  }

  public Backend backend() {
    return Cosine.withMean(bundle == null ? new float[0] : bundle.mean());
  }

  /**
   * Reads two sets to the executors; one of them if both are the same.
   *
   * @throws org.voxmatrix.error.RequestException {@code set.too-large}
   */
  public ComparedSets read(JobContext context, SetSource a, SetSource b) {
    SetReader reader = new SetReader(context.javaSpark());
    VoiceprintDecoder decoder = VoiceprintDecoder.of(bundle, rawModel, backend());
    MemberSet setA =
        reader.read(
            a.rows(), "voiceprints_a", decoder, bundle == null ? 0 : bundle.embeddingSize());
    MemberSet setB =
        a == b ? setA : reader.read(b.rows(), "voiceprints_b", decoder, setA.dimension());
    return new ComparedSets(setA, setB);
  }
}
