package org.voxmatrix.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelBundleTest {

  private static final BundleFiles DEFAULT = Bundles.resources("voxmatrix-v0.1");

  /** The default of the version before, for voiceprints made with it. */
  private static final BundleFiles V0 = Bundles.resources("voxmatrix-v0");

  @Test
  void loadsTheDefault() {
    ModelBundle bundle = ModelBundle.loadDefault();

    assertThat(bundle.name()).isEqualTo("voxmatrix");
    assertThat(bundle.version()).isEqualTo("0.1");
    assertThat(bundle.licence()).isEqualTo("Apache-2.0");
    assertThat(bundle.use()).isEqualTo("cosine");
    assertThat(bundle.kind()).isEqualTo(InputKind.KALDI_FBANK);
    assertThat(bundle.sampleRate()).isEqualTo(16_000);
    assertThat(bundle.embeddingSize()).isEqualTo(192);
    assertThat(bundle.minimumSpeech()).isEqualTo(0.5);
    assertThat(bundle.mean()).hasSize(192).containsOnly(0);
    assertThat(bundle.vadFrontEnd()).isEqualTo(bundle.frontEnd());
    assertThat(bundle.dynamicRange()).hasValue(78);
    assertThat(ModelBundle.loadTried(V0).dynamicRange()).isEmpty();
  }

  @Test
  void fingerprintOfTheDefaultNeverChanges() {
    // Stored voiceprints carry it: another value here would orphan every one of them.
    assertThat(HexFormat.of().toHexDigits(ModelBundle.loadDefault().fingerprint()))
        .isEqualTo("b17df1b22557a3ab");
    assertThat(HexFormat.of().toHexDigits(ModelBundle.loadTried(V0).fingerprint()))
        .isEqualTo("5de690b84f4ad7ad");
  }

  @Test
  void fingerprintFollowsWhatChangesAnEmbeddingOnly() {
    long fingerprint = ModelBundle.loadDefault().fingerprint();

    assertThat(fingerprint(DEFAULT, "\"version\": \"0.1\"", "\"version\": \"0.2\""))
        .isEqualTo(fingerprint);
    assertThat(fingerprint(DEFAULT, "\"minimum_speech\": 0.5", "\"minimum_speech\": 1"))
        .isEqualTo(fingerprint);
    assertThat(fingerprint(DEFAULT, "\"low_frequency\": 20", "\"low_frequency\": 30"))
        .isNotEqualTo(fingerprint);
    assertThat(fingerprint(DEFAULT, "\"dynamic_range\": 78", "\"dynamic_range\": 88"))
        .isNotEqualTo(fingerprint);
    assertThat(fingerprint(DEFAULT, "\"dynamic_range\": 78,", "")).isNotEqualTo(fingerprint);
    assertThat(fingerprint(DEFAULT, "povey", "hamming")).isNotEqualTo(fingerprint);
    assertThat(fingerprint(Bundles.resources("waveform"), "-1]", "-2]"))
        .isNotEqualTo(Bundles.waveform().fingerprint());
  }

  @Test
  void loadsFromAFolder(@TempDir Path folder) throws IOException {
    for (String name : new String[] {"bundle.json", "model.onnx", "vad.onnx"}) {
      Files.write(folder.resolve(name), DEFAULT.read(name));
    }

    assertThat(ModelBundle.load(folder).fingerprint())
        .isEqualTo(ModelBundle.loadDefault().fingerprint());
  }

  @Test
  void loadsAModelOfSamplesWithAMean() {
    ModelBundle bundle = Bundles.waveform();

    assertThat(bundle.kind()).isEqualTo(InputKind.WAVEFORM);
    assertThat(bundle.frontEnd()).isEmpty();
    assertThat(bundle.vadFrontEnd()).isEmpty();
    assertThat(bundle.mean()).containsExactly(0.5f, 0f, -1f);
  }

  @Test
  void bandsGoFromTheHighestDown() {
    ScoreBands bands = ModelBundle.loadDefault().scoreBands();

    assertThat(bands.bands()).extracting(ScoreBand::name).containsExactly("high", "normal", "low");
    assertThat(bands.of(1).orElseThrow().name()).isEqualTo("high");
    assertThat(bands.of(bands.bands().get(2).from()).orElseThrow().name()).isEqualTo("low");
    assertThat(bands.of(-1)).isEmpty();
    assertThat(Bundles.waveform().scoreBands().bands()).isEmpty();
  }

  @Test
  void oneSessionServesAllWhoOpenAModel() {
    ModelBundle bundle = Bundles.waveform();
    OnnxGraph first = bundle.openModel();
    OnnxGraph second = bundle.openModel();
    assertThat(first.session()).isSameAs(second.session());

    first.close();
    first.close();

    assertThat(second.run(new long[] {1, 2}, input -> input.put(0.5f).put(-1f)))
        .containsExactly(0.75f, 0.625f, 0.5f);
    second.close();
    try (OnnxGraph again = bundle.openModel()) {
      assertThat(again.session()).isNotSameAs(first.session());
    }
  }

  private static long fingerprint(BundleFiles files, String text, String replacement) {
    return ModelBundle.loadTried(Bundles.edited(files, text, replacement)).fingerprint();
  }
}
