package org.voxmatrix.sql;

import org.voxmatrix.audio.input.BytesInput;
import org.voxmatrix.extract.ExtractOptions;
import org.voxmatrix.extract.Extraction;
import org.voxmatrix.extract.VoiceprintExtractor;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.score.Backend;
import org.voxmatrix.score.Cosine;
import org.voxmatrix.voiceprint.Voiceprint;

/** A model in this JVM; its networks are opened when the first recording comes. Thread-safe. */
final class LoadedModel {

  private static final Backend OF_OTHER_MODELS = Cosine.withMean();

  private final ModelBundle bundle;
  private final Backend backend;
  private VoiceprintExtractor extractor;

  LoadedModel(ModelBundle bundle) {
    this.bundle = bundle;
    this.backend = Cosine.withMean(bundle.mean());
  }

  String name() {
    return bundle.name();
  }

  /** Subtracts this model's mean from its own voiceprints, and nothing from those of others. */
  double score(Voiceprint a, Voiceprint b) {
    return (a.fingerprint() == bundle.fingerprint() ? backend : OF_OTHER_MODELS).score(a, b);
  }

  Extraction extract(byte[] recording) {
    return extractor().extract(new BytesInput(recording), ExtractOptions.DEFAULT);
  }

  Voiceprint voiceprint(float[] embedding) {
    return Voiceprint.of(bundle.fingerprint(), embedding);
  }

  private synchronized VoiceprintExtractor extractor() {
    if (extractor == null) {
      extractor = new VoiceprintExtractor(bundle);
    }
    return extractor;
  }
}
