package org.voxmatrix.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.linear.BlockRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.voiceprint.Voiceprint;

class ScoreTileTest {

  private static final Cosine COSINE = Cosine.withMean();

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "1, 7, 3",
    "3, 2, 193",
    "7, 1, 192",
    "513, 257, 256",
    "4097, 1025, 1",
    "4097, 1025, 3",
    "4097, 1025, 192",
    "4097, 1025, 193",
    "1025, 4097, 256",
  })
  void equalsTheFloat64Oracle(int countA, int countB, int dimension) {
    Random random = new Random(31L * countA + dimension);
    float[] mean = vector(random, dimension, 0.5);
    List<Voiceprint> a = voiceprints(random, countA, dimension);
    List<Voiceprint> b = voiceprints(random, countB, dimension);
    Cosine cosine = Cosine.withMean(mean);

    float[] tile =
        ScoreTile.of(VoiceprintMatrix.left(a, cosine), VoiceprintMatrix.right(b, cosine));

    double[][] oracle = oracle(a, b, mean);
    assertThat(tile).hasSize(countA * countB);
    double worst = 0;
    for (int i = 0; i < countB; i++) {
      for (int j = 0; j < countA; j++) {
        double error = Math.abs(tile[i * countA + j] - oracle[i][j]);
        worst = Math.max(worst, error / Math.max(1, Math.abs(oracle[i][j])));
      }
    }
    assertThat(worst).isLessThan(1e-5);
    assertThat(cosine.score(a.get(0), b.get(0))).isCloseTo(oracle[0][0], within(1e-12));
  }

  @Test
  void setAHeadsTheColumnsAndDyadicVectorsAreExact() {
    List<Voiceprint> a = List.of(axis(0), Voiceprint.of(1, 0.5f, 0.5f, 0.5f, 0.5f));
    List<Voiceprint> b = List.of(axis(0), axis(3), Voiceprint.of(1, 0.5f, -0.5f, 0.5f, 0.5f));
    assertThat(ScoreTile.of(VoiceprintMatrix.left(a, COSINE), VoiceprintMatrix.right(b, COSINE)))
        .containsExactly(1, 0.5f, 0, 0.5f, 0.5f, 0.5f);
  }

  @Test
  void isTheSameHoweverSetsAreCut() {
    Random random = new Random(5);
    VoiceprintMatrix a = VoiceprintMatrix.left(voiceprints(random, 1201, 193), COSINE);
    VoiceprintMatrix b = VoiceprintMatrix.right(voiceprints(random, 601, 193), COSINE);
    float[] whole = ScoreTile.of(a, b);
    float[] pieces = new float[whole.length];
    int height;
    for (int row = 0; row < b.count(); row += height) {
      height = Math.min(1 + random.nextInt(300), b.count() - row);
      int width;
      for (int column = 0; column < a.count(); column += width) {
        width = Math.min(1 + random.nextInt(700), a.count() - column);
        float[] tile = ScoreTile.of(a.slice(column, column + width), b.slice(row, row + height));
        for (int i = 0; i < height; i++) {
          System.arraycopy(tile, i * width, pieces, (row + i) * a.count() + column, width);
        }
      }
    }
    assertThat(pieces).isEqualTo(whole);
  }

  @Test
  void fillsTheBeginningOfALargerArray() {
    VoiceprintMatrix a = VoiceprintMatrix.left(List.of(axis(1), axis(0)), COSINE);
    VoiceprintMatrix b = VoiceprintMatrix.right(List.of(axis(1)), COSINE);
    float[] tile = new float[4];
    Arrays.fill(tile, 7);
    ScoreTile.fill(a, b, tile);
    assertThat(tile).containsExactly(1, 0, 7, 7);
    assertThatThrownBy(() -> ScoreTile.fill(a, b, new float[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The tile holds 1 scores, 2 are needed");
  }

  @Test
  void refusesBlocksOfDifferentDimensions() {
    VoiceprintMatrix a = VoiceprintMatrix.left(List.of(axis(1)), COSINE);
    VoiceprintMatrix b = VoiceprintMatrix.right(List.of(Voiceprint.of(1, 1)), COSINE);
    assertThatThrownBy(() -> ScoreTile.of(a, b))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Vector dimensions differ: 4 != 1");
  }

  @Test
  void namesTheVoiceprintThatCannotBePacked() {
    List<Voiceprint> mixed = List.of(axis(0), axis(1), Voiceprint.of(2, 0, 0, 0, 1));
    assertThatThrownBy(() -> VoiceprintMatrix.left(mixed, COSINE))
        .isInstanceOfSatisfying(
            RejectedException.class, e -> assertThat(e.detail().location()).containsExactly(2))
        .hasMessageContaining("is of model 0000000000000002");
    assertThatThrownBy(() -> VoiceprintMatrix.left(List.of(), COSINE))
        .hasMessage("There is no voiceprint to pack");
  }

  private static Voiceprint axis(int i) {
    float[] vector = new float[4];
    vector[i] = 1;
    return Voiceprint.of(1, vector);
  }

  private static List<Voiceprint> voiceprints(Random random, int count, int dimension) {
    List<Voiceprint> voiceprints = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      voiceprints.add(Voiceprint.of(1, vector(random, dimension, 3)));
    }
    return voiceprints;
  }

  private static float[] vector(Random random, int dimension, double deviation) {
    float[] vector = new float[dimension];
    for (int k = 0; k < dimension; k++) {
      vector[k] = (float) (random.nextGaussian() * deviation);
    }
    return vector;
  }

  private static double[][] oracle(List<Voiceprint> a, List<Voiceprint> b, float[] mean) {
    return units(b, mean).multiply(units(a, mean).transpose()).getData();
  }

  private static RealMatrix units(List<Voiceprint> voiceprints, float[] mean) {
    RealMatrix units = new BlockRealMatrix(voiceprints.size(), mean.length);
    for (int i = 0; i < voiceprints.size(); i++) {
      float[] vector = voiceprints.get(i).vector();
      for (int k = 0; k < mean.length; k++) {
        units.setEntry(i, k, (double) vector[k] - mean[k]);
      }
      units.setRowVector(i, units.getRowVector(i).unitVector());
    }
    return units;
  }
}
