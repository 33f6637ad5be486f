package org.voxmatrix.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeechThresholdsTest {

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "0 9 0, .S.",
    "4 9 4, SSS",
    "9 4 4 0 4, SSS..",
    "0 4 4 8 4 0, ......",
    "4 4 0 4 9, ...SS",
    "3 9 3, .S.",
    "4 9 4 9 2 4, SSSS..",
    "9 0 4 0 9, S...S",
  })
  void doubtfulFramesCountBesideSureOnes(String tenths, String decisions) {
    String[] words = tenths.isEmpty() ? new String[0] : tenths.split(" ");
    float[] probabilities = new float[words.length];
    for (int i = 0; i < words.length; i++) {
      probabilities[i] = Integer.parseInt(words[i]) / 10f - 1e-6f;
    }

    BitSet speech = new SpeechThresholds(0.8, 0.3).speech(probabilities);

    StringBuilder decided = new StringBuilder();
    for (int i = 0; i < words.length; i++) {
      decided.append(speech.get(i) ? 'S' : '.');
    }
    assertThat(decided).hasToString(decisions);
  }

  @Test
  void ofOneThresholdFramesAreDecidedAlone() {
    float[] probabilities = {0.4f, 0.5f, 0.6f, 0.4f, 0.9f, 0.5f};

    assertThat(new SpeechThresholds(0.5, 0.5).speech(probabilities).stream()).containsExactly(2, 4);
  }

  @Test
  void anOffsetOverTheOnsetIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new SpeechThresholds(0.5, 0.6));
  }
}
