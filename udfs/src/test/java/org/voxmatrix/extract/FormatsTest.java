package org.voxmatrix.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.voxmatrix.audio.AudioReader;
import org.voxmatrix.audio.OtherFiles;
import org.voxmatrix.audio.input.BytesInput;
import org.voxmatrix.model.ModelBundle;

/** A voice has the same voiceprint in every kind of file. */
@Tag("slow")
class FormatsTest {

  private static VoiceprintExtractor extractor;
  private static float[] voice;
  private static float[] expected;

  @BeforeAll
  static void open() {
    extractor = new VoiceprintExtractor(ModelBundle.loadDefault());
    voice = Recordings.voice("english-awb/english-awb-1.wav");
    expected = embedding(Wav.of(voice));
  }

  @AfterAll
  static void close() {
    extractor.close();
  }

  @ParameterizedTest
  @EnumSource
  void givesTheVoiceprintOfItsWav(OtherFiles kind) {
    byte[] file = kind.make(voice);
    try (AudioReader reader = AudioReader.open(new BytesInput(file), 16_000)) {
      assertThat(reader.format().container()).isEqualTo(kind.container());
      assertThat(reader.format().codec()).isEqualTo(kind.codec());
      float[][] block = new float[reader.format().channels()][20 * 16_000];
      assertThat(reader.read(block)).isBetween(voice.length - 1_100, voice.length + 3_200);
      assertThat(reader.read(block)).isEqualTo(-1);
      assertThat(reader.notes()).isEmpty();
    }
    float[] found = embedding(new BytesInput(file));
    if (kind.isLossless()) {
      assertThat(VoiceprintExtractorTest.cosine(found, expected)).isGreaterThan(0.9999);
    } else {
      float[] byHand = kind.decodedByHand(voice);
      byte[] wav = org.voxmatrix.audio.Wav.pcm(32).tag(3).rate(kind.rate()).samples(byHand).bytes();
      assertThat(VoiceprintExtractorTest.cosine(found, embedding(new BytesInput(wav))))
          .isGreaterThan(0.98);
    }
  }

  private static float[] embedding(org.voxmatrix.audio.input.AudioInput input) {
    return extractor.extract(input, ExtractOptions.DEFAULT).channels().get(0).embedding();
  }
}
