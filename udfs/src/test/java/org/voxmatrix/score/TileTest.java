package org.voxmatrix.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.BlockRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TileTest {

  private static final Cosine COSINE = Cosine.withMean();

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "1, 7, 3",
    "3, 2, 193",
    "7, 1, 192",
    "513, 257, 256",
    "4097, 1025, 3",
    "4097, 1025, 193",
    "1025, 4097, 256",
  })
  void equalsTheFloat64Oracle(int countA, int countB, int dimension) {
    VoiceprintBlock a = Blocks.random(0, countA, dimension, 31L * countA + dimension);
    VoiceprintBlock b = Blocks.random(0, countB, dimension, 32L * countB + dimension);
    float[] mean = Blocks.random(0, 1, dimension, -1).embeddings();
    Cosine cosine = Cosine.withMean(mean);
    Tile tile = new Tile();
    tile.fill(Blocks.columns(a, cosine), Blocks.rows(b, cosine), 0, countB);

    double[][] oracle = units(b, mean).multiply(units(a, mean).transpose()).getData();
    double worst = 0;
    for (int i = 0; i < countB; i++) {
      for (int j = 0; j < countA; j++) {
        worst = Math.max(worst, Math.abs(tile.scores()[i * countA + j] - oracle[i][j]));
      }
    }
    assertThat(worst).isLessThan(1e-5).isLessThanOrEqualTo(tile.margin());
    assertThat(tile.margin()).isLessThan(3e-5);
  }

  @Test
  void setAHeadsTheColumnsAndDyadicVectorsAreExact() {
    VoiceprintBlock a = Blocks.of(0, 4, 1, 0, 0, 0, 0.5f, 0.5f, 0.5f, 0.5f);
    VoiceprintBlock b = Blocks.of(0, 4, 1, 0, 0, 0, 0, 0, 0, 1, 0.5f, -0.5f, 0.5f, 0.5f);
    Tile tile = new Tile();
    tile.fill(Blocks.columns(a, COSINE), Blocks.rows(b, COSINE), 0, 3);
    assertThat(tile.scores()).containsExactly(1, 0.5f, 0, 0.5f, 0.5f, 0.5f);
    tile.fill(Blocks.columns(a, COSINE), Blocks.rows(b, COSINE), 1, 2);
    assertThat(tile.scores()).startsWith(0, 0.5f, 0.5f, 0.5f);
  }

  @Test
  void isTheSameHoweverSetsAreCut() {
    Random random = new Random(5);
    VoiceprintBlock a = Blocks.random(0, 1201, 193, 1);
    VoiceprintBlock b = Blocks.random(0, 601, 193, 2);
    Tile whole = new Tile();
    whole.fill(Blocks.columns(a, COSINE), Blocks.rows(b, COSINE), 0, b.count());
    Tile part = new Tile();
    int height;
    for (int row = 0; row < b.count(); row += height) {
      height = Math.min(1 + random.nextInt(300), b.count() - row);
      int width;
      for (int column = 0; column < a.count(); column += width) {
        width = Math.min(1 + random.nextInt(700), a.count() - column);
        PackedBlock columns = Blocks.columns(a.slice(column, column + width), COSINE);
        part.fill(columns, Blocks.rows(b, COSINE), row, height);
        for (int i = 0; i < height; i++) {
          for (int j = 0; j < width; j++) {
            assertThat(part.scores()[i * width + j])
                .isEqualTo(whole.scores()[(row + i) * a.count() + column + j]);
          }
        }
      }
    }
  }

  /** Terms, sides and vectors of another length than the embeddings', all in one backend. */
  @Test
  void weightsAndOffsetsStayWithinTheMargin() {
    Calibrated backend = new Calibrated();
    VoiceprintBlock a = Blocks.random(0, 70, 33, 3);
    VoiceprintBlock b = Blocks.random(0, 50, 33, 4);
    Tile tile = new Tile();
    tile.fill(Blocks.columns(a, backend), Blocks.rows(b, backend), 0, 50);
    double worst = 0;
    double largest = 0;
    for (int i = 0; i < 50; i++) {
      for (int j = 0; j < 70; j++) {
        double exact = backend.score(a.embeddings(), j, b.embeddings(), i, 33);
        worst = Math.max(worst, Math.abs(tile.scores()[i * 70 + j] - exact));
        largest = Math.max(largest, Math.abs(exact));
      }
    }
    assertThat(worst).isPositive().isLessThanOrEqualTo(tile.margin());
    assertThat(tile.margin()).isLessThan(largest / 1000);
  }

  /** Scores of members are normalized first, and then added to; parts of blocks keep their own. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatMembersAddStaysWithinTheMargin(boolean normalized) {
    VoiceprintBlock a = sharing(Blocks.random(0, 70, 33, 3), normalized);
    VoiceprintBlock b = sharing(Blocks.random(0, 50, 33, 4), normalized);
    VoiceprintBlock part = a.slice(20, 60);
    Tile tile = new Tile();
    tile.fill(Blocks.columns(part, COSINE), Blocks.rows(b, COSINE), 0, 50);
    tile.clamp(1);
    ExactScore exact = new ExactScore(COSINE);
    double worst = 0;
    for (int i = 0; i < 50; i++) {
      for (int j = 0; j < 40; j++) {
        double cosine = exact.raw(a, 20 + j, b, i);
        double score = normalized ? ((cosine - 0.1) / 0.2 + (cosine - 0.1) / 0.2) / 2 : cosine;
        double expected = score + (share(20 + j) + share(i));
        assertThat(exact.of(part, j, b, i))
            .isCloseTo(expected, within(1e-12))
            .isEqualTo(exact.of(b, i, part, j));
        worst = Math.max(worst, Math.abs(tile.scores()[i * 40 + j] - expected));
      }
    }
    assertThat(worst).isPositive().isLessThanOrEqualTo(tile.margin());
    assertThat(tile.margin()).isLessThan(1e-3);
  }

  private static VoiceprintBlock sharing(VoiceprintBlock block, boolean normalized) {
    double[] shares = IntStream.range(0, block.count()).mapToDouble(TileTest::share).toArray();
    double[] means = new double[block.count()];
    double[] deviations = new double[block.count()];
    Arrays.fill(means, 0.1);
    Arrays.fill(deviations, 0.2);
    return (normalized ? block.by(new Normalization(means, deviations)) : block).adding(shares);
  }

  private static double share(int member) {
    return Math.sin(member) * 3;
  }

  @Test
  void refusesBlocksOfDifferentDimensions() {
    PackedBlock columns = Blocks.columns(Blocks.of(0, 4, 0, 1, 0, 0), COSINE);
    PreparedBlock rows = Blocks.rows(Blocks.of(0, 1, 1), COSINE);
    assertThatThrownBy(() -> new Tile().fill(columns, rows, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Vectors of 4 and of 1");
  }

  private static RealMatrix units(VoiceprintBlock block, float[] mean) {
    RealMatrix units = new BlockRealMatrix(block.count(), mean.length);
    for (int i = 0; i < block.count(); i++) {
      for (int k = 0; k < mean.length; k++) {
        units.setEntry(i, k, (double) block.embeddings()[i * mean.length + k] - mean[k]);
      }
      units.setRowVector(i, units.getRowVector(i).unitVector());
    }
    return units;
  }
}
