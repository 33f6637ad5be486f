package org.voxmatrix.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.voiceprint.Voiceprint;

class CosineTest {

  private static final Cosine COSINE = Cosine.withMean();

  @Test
  void leavesVectorsOfNormOneAsTheyAre() {
    assertThat(left(COSINE, Voiceprint.of(1, 0.5f, -0.5f, 0.5f, 0.5f)))
        .containsExactly(0.5f, -0.5f, 0.5f, 0.5f);
    assertThat(right(COSINE, Voiceprint.of(1, 0, -1))).containsExactly(0, -1);
  }

  @Test
  void takesAnyFiniteMagnitude() {
    float largest = Float.MAX_VALUE;
    float smallest = Float.MIN_VALUE;
    assertThat(left(COSINE, Voiceprint.of(1, largest, largest, largest, largest)))
        .containsExactly(0.5f, 0.5f, 0.5f, 0.5f);
    assertThat(left(COSINE, Voiceprint.of(1, smallest, -smallest, smallest, smallest)))
        .containsExactly(0.5f, -0.5f, 0.5f, 0.5f);
    assertThat(left(COSINE, Voiceprint.of(1, largest, smallest))).containsExactly(1, 0);
    assertThat(COSINE.score(Voiceprint.of(1, largest, 0), Voiceprint.of(1, smallest, smallest)))
        .isCloseTo(Math.sqrt(0.5), within(1e-12));
  }

  @Test
  void isNeverBeyondOne() {
    Random random = new Random(1);
    int rounded = 0;
    for (int n = 0; n < 200; n++) {
      float[] values = new float[192];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextGaussian();
      }
      VoiceprintBlock block = new VoiceprintBlock(0, new String[] {"one"}, 192, values);
      PreparedBlock prepared = PreparedBlock.of(block, Side.A, COSINE);
      Tile tile = new Tile();
      tile.fill(new PackedBlock(prepared), prepared, 0, 1);
      rounded += tile.scores()[0] > 1 ? 1 : 0;
      tile.clamp(COSINE.bound());
      assertThat(tile.scores()[0]).isBetween(1 - 1e-6f, 1f);
      assertThat(COSINE.score(values, 0, values, 0, 192)).isBetween(1 - 1e-12, 1.0);
    }
    assertThat(rounded).as("without it there is such a case").isPositive();
  }

  @Test
  void subtractsTheMean() {
    Cosine cosine = Cosine.withMean(1, 1);
    Voiceprint a = Voiceprint.of(1, 3, 1);
    Voiceprint b = Voiceprint.of(1, 1, -7);
    assertThat(left(cosine, a)).containsExactly(1, 0);
    assertThat(right(cosine, b)).containsExactly(0, -1);
    assertThat(cosine.score(a, b)).isZero();
    assertThat(cosine.score(a, a)).isEqualTo(1);
  }

  @Test
  void refusesAVoiceprintThatEqualsTheMean() {
    assertThatThrownBy(() -> left(Cosine.withMean(1, 2), Voiceprint.of(1, 1, 2)))
        .isInstanceOfSatisfying(
            RejectedException.class,
            e -> assertThat(e.fault()).isEqualTo(Fault.VOICEPRINT_BAD_VALUE))
        .hasMessageContaining("equals the model's mean");
  }

  @Test
  void refusesAMeanOfAnotherDimension() {
    assertThatThrownBy(() -> left(Cosine.withMean(1, 2), Voiceprint.of(1, 1)))
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

  private static float[] left(Backend backend, Voiceprint voiceprint) {
    float[] prepared = new float[voiceprint.dimension()];
    assertThat(backend.left(voiceprint.vector(), 0, voiceprint.dimension(), prepared))
        .isEqualTo(Term.NONE);
    return prepared;
  }

  private static float[] right(Backend backend, Voiceprint voiceprint) {
    float[] prepared = new float[voiceprint.dimension()];
    backend.right(voiceprint.vector(), 0, voiceprint.dimension(), prepared);
    return prepared;
  }
}
