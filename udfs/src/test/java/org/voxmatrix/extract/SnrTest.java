package org.voxmatrix.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxmatrix.model.ModelBundle;

/** The signal-to-noise ratio of speech mixed with noise, from 0 to 30 dB. */
class SnrTest {

  private static VoiceprintExtractor extractor;

  @BeforeAll
  static void open() {
    extractor = new VoiceprintExtractor(ModelBundle.loadDefault());
  }

  @AfterAll
  static void close() {
    extractor.close();
  }

  @ParameterizedTest
  @CsvSource({"0", "5", "10", "15", "20", "25", "30"})
  void isWithinTwoDecibelsOfWhatWasMixed(double decibels) {
    for (String name : Recordings.VOICES) {
      float[] voice = Recordings.voice(name);
      float[] padded = Recordings.joined(Recordings.silence(0.5), voice, Recordings.silence(0.5));
      double gain = Math.sqrt(Recordings.activePower(voice) * Math.pow(10, -decibels / 10));
      for (float[] noise :
          new float[][] {
            Recordings.whiteNoise(padded.length, 7), Recordings.pinkNoise(padded.length, 7)
          }) {
        float[] noisy = Recordings.mixed(padded, Recordings.scaled(noise, gain));
        Extraction extraction = extractor.extract(Wav.of(noisy), ExtractOptions.DEFAULT);

        assertThat(extraction.channels().get(0).snrDb())
            .as("%s", name)
            .isCloseTo(decibels, within(2.0));
      }
    }
  }
}
