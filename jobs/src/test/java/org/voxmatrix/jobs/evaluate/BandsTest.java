package org.voxmatrix.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxmatrix.jobs.evaluate.metric.Band;

/** Bands of quality: at an edge a value is in the upper one. */
class BandsTest {

  @ParameterizedTest
  @CsvSource({
    "duration, 1.99, under 2 s",
    "duration, 2, 2 to 5 s",
    "snr, 30, 30 dB and more",
    "level, -40.1, under -40 dB",
    "level, -25, -30 to -20 dB",
    "level, -3, -20 dB and more",
    "clipped, 0, under 1 per mille",
    "clipped, 0.001, 1 to 10 per mille",
    "clipped, 0.2, 10 per mille and more",
    "band, 3500, under 4500 Hz",
    "band, 8000, 6500 Hz and more",
    "Band, none, unknown",
  })
  void bandOfAValue(String property, String value, String band) {
    assertThat(Band.valueOf(property, value)).isEqualTo(band);
  }
}
