package org.voxmatrix.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.voiceprint.Voiceprint;

class CosineTest {

  private static final Cosine COSINE = Cosine.withMean();

  @Test
  void leavesVectorsOfNormOneAsTheyAre() {
    assertThat(COSINE.left(Voiceprint.of(1, 0.5f, -0.5f, 0.5f, 0.5f)))
        .containsExactly(0.5f, -0.5f, 0.5f, 0.5f);
    assertThat(COSINE.right(Voiceprint.of(1, 0, -1))).containsExactly(0, -1);
  }

  @Test
  void takesAnyFiniteMagnitude() {
    float largest = Float.MAX_VALUE;
    float smallest = Float.MIN_VALUE;
    assertThat(COSINE.left(Voiceprint.of(1, largest, largest, largest, largest)))
        .containsExactly(0.5f, 0.5f, 0.5f, 0.5f);
    assertThat(COSINE.left(Voiceprint.of(1, smallest, -smallest, smallest, smallest)))
        .containsExactly(0.5f, -0.5f, 0.5f, 0.5f);
    assertThat(COSINE.left(Voiceprint.of(1, largest, smallest))).containsExactly(1, 0);
    assertThat(COSINE.score(Voiceprint.of(1, largest, 0), Voiceprint.of(1, smallest, smallest)))
        .isCloseTo(Math.sqrt(0.5), within(1e-12));
  }

  @Test
  void subtractsTheMean() {
    Cosine cosine = Cosine.withMean(1, 1);
    Voiceprint a = Voiceprint.of(1, 3, 1);
    Voiceprint b = Voiceprint.of(1, 1, -7);
    assertThat(cosine.left(a)).containsExactly(1, 0);
    assertThat(cosine.right(b)).containsExactly(0, -1);
    assertThat(cosine.score(a, b)).isZero();
    assertThat(cosine.score(a, a)).isEqualTo(1);
  }

  @Test
  void refusesAVoiceprintThatEqualsTheMean() {
    assertThatThrownBy(() -> Cosine.withMean(1, 2).left(Voiceprint.of(1, 1, 2)))
        .isInstanceOfSatisfying(
            RejectedException.class,
            e -> assertThat(e.fault()).isEqualTo(Fault.VOICEPRINT_BAD_VALUE))
        .hasMessageContaining("equals the model's mean");
  }

  @Test
  void refusesAMeanOfAnotherDimension() {
    assertThatThrownBy(() -> Cosine.withMean(1, 2).left(Voiceprint.of(1, 1)))
        .isInstanceOfSatisfying(
            RejectedException.class,
            e -> assertThat(e.fault()).isEqualTo(Fault.VOICEPRINT_OTHER_DIMENSION))
        .hasMessageContaining("has 1 values, the model's mean 2");
  }

  @Test
  void refusesPairsOfDifferentModels() {
    assertThatThrownBy(() -> COSINE.score(Voiceprint.of(1, 1), Voiceprint.of(2, 1)))
        .isInstanceOfSatisfying(
            RejectedException.class,
            e -> assertThat(e.fault()).isEqualTo(Fault.VOICEPRINT_OTHER_MODEL));
  }
}
