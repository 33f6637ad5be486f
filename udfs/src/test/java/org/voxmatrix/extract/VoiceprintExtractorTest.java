package org.voxmatrix.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.voxmatrix.features.Reference;
import org.voxmatrix.model.ModelBundle;

class VoiceprintExtractorTest {

  @Test
  void givesTheEmbeddingOfTheReference() {
    Reference reference = Reference.load();
    try (VoiceprintExtractor extractor = new VoiceprintExtractor(ModelBundle.loadDefault())) {
      Extraction extraction =
          extractor.extract(
              Wav.of(reference.samples()),
              ExtractOptions.DEFAULT.withSpeechDetection(SpeechDetection.OFF));
      assertThat(cosine(extraction.channels().get(0).embedding(), reference.embedding()))
          .isGreaterThan(0.9999);
    }
  }

  static double cosine(float[] a, float[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return ab / Math.sqrt(aa * bb);
  }
}
