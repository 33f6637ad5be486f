package org.voxmatrix.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.audio.input.BytesInput;

class ResamplerTest {

  private static final int TARGET = 16_000;

  @ParameterizedTest
  @ValueSource(ints = {8_000, 11_025, 12_000, 22_050, 24_000, 32_000, 44_100, 47_999, 48_000})
  void speechBandIsKeptAndNothingElseAppears(int rate) {
    for (double hertz : new double[] {100, 1000, 3400, 7000}) {
      if (hertz < 0.43 * rate) {
        float[] second = resample(hertz, rate);
        double[] tone = fit(second, hertz);
        assertThat(Signals.decibel(Math.hypot(tone[0], tone[1]) / 0.5))
            .as("level of %s Hz from %d Hz", hertz, rate)
            .isCloseTo(0, within(0.05));
        assertThat(Signals.decibel(residue(second, hertz, tone) / 0.5))
            .as("images and noise beside %s Hz from %d Hz", hertz, rate)
            .isLessThan(-80);
        assertThat(Math.atan2(tone[1], tone[0]))
            .as("phase of %s Hz from %d Hz", hertz, rate)
            .isCloseTo(0, within(1e-3));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "48000, 8500", "48000, 10000", "48000, 15000", "48000, 17000", "48000, 23000",
    "44100, 10000", "32000, 15900", "24000, 9000", "22050, 10000", "192000, 90000"
  })
  void whatDoesNotFitIsGone(int rate, double hertz) {
    float[] second = resample(hertz, rate);
    assertThat(Signals.decibel(Signals.rms(second, 0, TARGET) / 0.35)).isLessThan(-80);
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 192_000})
  void lengthIsInProportion(int rate) {
    for (int length : new int[] {1, 2, 3, 10, 50, 99, 500, 1000, 16_000, 44_100, 48_000, 96_001}) {
      byte[] file = Wav.pcm(16).rate(rate).samples(Signals.noise(length, 1)).bytes();
      double expected = (double) length * TARGET / rate;
      assertThat((double) Signals.decode(file, TARGET)[0].length)
          .as("%d samples of %d Hz", length, rate)
          .isCloseTo(expected, within(0.5));
    }
  }

  /** One second from the middle of two seconds of a tone of amplitude 0.5. */
  private static float[] resample(double hertz, int rate) {
    float[] samples = Signals.tone(hertz, rate, 2 * rate, 0.5);
    byte[] file = Wav.pcm(32).tag(3).rate(rate).samples(samples).bytes();
    try (AudioReader reader = AudioReader.open(new BytesInput(file), TARGET)) {
      reader.skipTo(0.5);
      float[][] second = new float[1][TARGET];
      assertThat(reader.read(second)).isEqualTo(TARGET);
      return second[0];
    }
  }

  /** Amplitudes of sine and cosine, in phase with the source. */
  private static double[] fit(float[] second, double hertz) {
    double sine = 0;
    double cosine = 0;
    for (int i = 0; i < TARGET; i++) {
      double phase = 2 * Math.PI * hertz * (i + TARGET / 2) / TARGET;
      sine += second[i] * Math.sin(phase) * 2 / TARGET;
      cosine += second[i] * Math.cos(phase) * 2 / TARGET;
    }
    return new double[] {sine, cosine};
  }

  private static double residue(float[] second, double hertz, double[] tone) {
    float[] rest = new float[TARGET];
    for (int i = 0; i < TARGET; i++) {
      double phase = 2 * Math.PI * hertz * (i + TARGET / 2) / TARGET;
      rest[i] = (float) (second[i] - tone[0] * Math.sin(phase) - tone[1] * Math.cos(phase));
    }
    return Signals.rms(rest, 0, TARGET);
  }
}
