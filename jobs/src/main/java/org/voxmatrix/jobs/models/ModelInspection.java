package org.voxmatrix.jobs.models;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.voxmatrix.extract.VoiceprintExtractor;
import org.voxmatrix.model.BundleFiles;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.model.RuntimeFaults;
import org.voxmatrix.onnx.AveragePools;
import org.voxmatrix.onnx.OnnxModel;
import org.voxmatrix.score.Cosine;
import org.voxmatrix.speech.SpeechDetector;
import org.voxmatrix.voiceprint.Voiceprint;

/** Loads a model as jobs do, and lets it embed the reference voice. */
public final class ModelInspection {

  private static final int RUNS = 3;

  private ModelInspection() {}

  /**
   * Inspects a model.
   *
   * @param trusted whether it comes with Voxmatrix, and needs no trial
   * @throws org.voxmatrix.error.RequestException if it cannot be used, or not with this runtime
   */
  public static ModelReport of(BundleFiles files, String location, boolean trusted) {
    byte[][] graph = new byte[1][];
    BundleFiles kept =
        name -> {
          byte[] content = files.read(name);
          graph[0] = name.equals("model.onnx") ? content : graph[0];
          return content;
        };
    long start = System.nanoTime();
    ModelBundle bundle = trusted ? ModelBundle.loadTried(kept) : ModelBundle.load(kept);
    Duration loading = Duration.ofNanos(System.nanoTime() - start);
    try (VoiceprintExtractor extractor = new VoiceprintExtractor(bundle)) {
      float[] embedding = ReferenceVoice.embedding(extractor);
      long fastest = Long.MAX_VALUE;
      for (int i = 0; i < RUNS; i++) {
        long begin = System.nanoTime();
        ReferenceVoice.embedding(extractor);
        fastest = Math.min(fastest, System.nanoTime() - begin);
      }
      return new ModelReport(
          bundle,
          location,
          detector(bundle),
          loading,
          agreement(files, embedding),
          ReferenceVoice.seconds() * 1e9 / fastest,
          AveragePools.find(OnnxModel.read(graph[0])).size(),
          RuntimeFaults.runtime());
    }
  }

  private static ModelReport.Detector detector(ModelBundle bundle) {
    if (bundle.vadFrontEnd().isPresent()) {
      return ModelReport.Detector.OWN;
    }
    Optional<SpeechDetector> fitting = SpeechDetector.open(bundle);
    fitting.ifPresent(SpeechDetector::close);
    return fitting.isPresent() ? ModelReport.Detector.DEFAULT : ModelReport.Detector.NONE;
  }

  private static OptionalDouble agreement(BundleFiles files, float[] embedding) {
    return ReferenceVoice.read(files)
        .map(reference -> OptionalDouble.of(cosine(reference, embedding)))
        .orElseGet(OptionalDouble::empty);
  }

  /** -1 if they are not of one length: they agree in nothing. */
  private static double cosine(float[] a, float[] b) {
    return a.length == b.length
        ? Cosine.withMean().score(Voiceprint.of(0, a), Voiceprint.of(0, b))
        : -1;
  }
}
