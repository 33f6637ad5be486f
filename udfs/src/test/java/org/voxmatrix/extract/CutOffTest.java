package org.voxmatrix.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxmatrix.model.ModelBundle;

/** Telephone calls that were recorded too loud, so that their peaks were cut off. */
class CutOffTest {

  private static VoiceprintExtractor extractor;

  @BeforeAll
  static void open() {
    extractor = new VoiceprintExtractor(ModelBundle.loadDefault());
  }

  @AfterAll
  static void close() {
    extractor.close();
  }

  /**
   * @param share of the samples that were cut off
   * @param alike least cosine with the voice as it was
   */
  @ParameterizedTest
  @CsvSource({
    "0.002, 8000, 0.9",
    "0.01, 8000, 0.75",
    "0.05, 8000, 0.55",
    "0.05, 11025, 0.45",
    "0.05, 16000, 0.6"
  })
  void speechIsFoundAndTheVoiceIsTheSame(double share, int rate, double alike) {
    for (String name : Recordings.VOICES) {
      float[] voice = Recordings.samples(Recordings.sample("voices/" + name), rate);
      ChannelVoiceprint whole = channel(rate, Recordings.cutOff(voice, 0));
      ChannelVoiceprint cut = channel(rate, Recordings.cutOff(voice, share));

      assertThat(cut.speechLength()).as(name).isGreaterThan(0.7 * whole.speechLength());
      assertThat(VoiceprintExtractorTest.cosine(whole.embedding(), cut.embedding()))
          .as(name)
          .isGreaterThan(alike);
    }
  }

  private static ChannelVoiceprint channel(int rate, float[] samples) {
    return extractor.extract(Wav.at(rate, samples), ExtractOptions.DEFAULT).channels().get(0);
  }
}
