package org.voxmatrix.phrase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.extract.Recordings;

class PhraseSimilarityTest {

  private static float[] recording(String uri) {
    return Recordings.samples(Recordings.sample("phrases/" + uri));
  }

  private static double similarity(float[] a, float[] b) {
    return PhraseSimilarity.similarity(PhraseSimilarity.features(a), PhraseSimilarity.features(b));
  }

  private static final float[] FIRST = recording("english-rms/passport-1.wav");

  @ParameterizedTest
  @ValueSource(strings = {"passport-2.wav", "passport-3.wav", "passport-14db.wav"})
  void theSamePhraseIsSimilar(String other) {
    float[] second = recording("english-rms/" + other);
    assertThat(similarity(FIRST, second))
        .isGreaterThan(PhraseSimilarity.DEFAULT_THRESHOLD)
        .isEqualTo(similarity(second, FIRST));
  }

  @ParameterizedTest
  @ValueSource(strings = {"toothpaste.wav", "sentence.wav"})
  void otherWordsAreNot(String other) {
    assertThat(similarity(FIRST, recording("english-rms/" + other)))
        .isLessThan(PhraseSimilarity.DEFAULT_THRESHOLD);
  }

  @Test
  void aRecordingIsItselfWhateverItsLevelAndTheSilenceAround() {
    float[] quiet =
        Recordings.joined(
            Recordings.silence(0.5), Recordings.scaled(FIRST, 0.1), Recordings.silence(0.8));
    assertThat(similarity(FIRST, FIRST)).isEqualTo(1);
    assertThat(similarity(FIRST, quiet)).isGreaterThan(0.9);
  }

  @Test
  void halfAPhraseIsNot() {
    assertThat(similarity(FIRST, Arrays.copyOf(FIRST, FIRST.length / 3))).isEqualTo(-1);
  }

  @Test
  void nothingIsLikeNothing() {
    assertThat(similarity(new float[0], FIRST)).isEqualTo(-1);
    assertThat(similarity(new float[0], new float[0])).isEqualTo(-1);
    assertThat(similarity(Recordings.silence(1), FIRST)).isLessThan(0.2);
  }

  @Test
  void otherBytesAreRefused() {
    byte[] good = PhraseSimilarity.features(FIRST);
    assertThatThrownBy(() -> PhraseSimilarity.similarity(good, Arrays.copyOf(good, 7)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("7 bytes are no phrase features of version 1");
    assertThatThrownBy(() -> PhraseSimilarity.similarity(new byte[0], good))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
