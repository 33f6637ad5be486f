package org.voxmatrix.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.score.PairScan.Pairs;

class BoundsTest {

  private static final int DIMENSION = 40;
  private static final Backend BACKEND = Cosine.withMean();

  /** Whatever the directions are, few or many, good or bad. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 24, 32})
  void noScoreIsAboveItsBound(int count) {
    VoiceprintBlock a = normalized(flat(0, 90, 11), 1);
    VoiceprintBlock b = normalized(flat(0, 70, 12), 2);
    Bounds bounds = new Bounds(directions(count));
    for (boolean plain : new boolean[] {true, false}) {
      VoiceprintBlock columns = plain ? a.by(null) : a;
      VoiceprintBlock rows = plain ? b.by(null) : b;
      Tile tile = bounding(columns, rows, bounds);
      ExactScore exact = new ExactScore(BACKEND);
      for (int i = 0; i < rows.count(); i++) {
        for (int j = 0; j < columns.count(); j++) {
          assertThat(tile.scores()[i * columns.count() + j] + tile.margin())
              .isGreaterThanOrEqualTo(exact.of(columns, j, rows, i));
        }
      }
    }
  }

  /** A vector with itself has nothing that a bound could be above. */
  @Test
  void theBoundOfTheSameVectorIsItsScore() {
    VoiceprintBlock set = flat(0, 50, 13);
    Tile tile = bounding(set, set, new Bounds(directions(5)));
    for (int i = 0; i < set.count(); i++) {
      assertThat((double) tile.scores()[i * set.count() + i]).isBetween(1 - 1e-6, 1 + 1e-6);
    }
  }

  /** The threshold is the exact score of a pair. */
  @ParameterizedTest
  @ValueSource(ints = {4, 12})
  void hitsAreThoseOfScores(int count) {
    VoiceprintBlock a = flat(0, 300, 14);
    VoiceprintBlock b = flat(0, 200, 15);
    Bounds bounds = new Bounds(directions(count));
    double threshold = new ExactScore(BACKEND).of(a, 17, b, 19);
    Tile scores = new Tile();
    scores.fill(Blocks.columns(a, BACKEND), Blocks.rows(b, BACKEND), 0, b.count());
    List<String> expected = hits(scores, threshold);
    assertThat(expected).contains("19 17 " + threshold);
    assertThat(hits(bounding(a, b, bounds), threshold)).isEqualTo(expected);
    assertThat(hits(bounding(a, b, bounds), Math.nextUp(threshold))).hasSize(expected.size() - 1);
  }

  @Test
  void fewPairsAreToldFromMany() {
    VoiceprintBlock set = flat(0, 200, 16);
    Tile tile = bounding(set, set, new Bounds(directions(12)));
    assertThat(scan(0.999, new ArrayList<>()).areFew(tile)).isTrue();
    assertThat(scan(-1, new ArrayList<>()).areFew(tile)).isFalse();
  }

  @Test
  void aSampleTellsHowManyPairsReachAScore() {
    List<PreparedBlock> pieces = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      pieces.add(Blocks.columns(flat(16 * i, 16, 100 + i), BACKEND).prepared());
    }
    BoundSample sample = new BoundSample(pieces);
    double least = sample.quantile(0.99);
    double[][] good = directions(sample.moment());
    double share = sample.shareOf(new Bounds(Arrays.copyOf(good, 12)), least);
    assertThat(share).isBetween(0.0099, 0.02);
    double[][] bad = Arrays.copyOfRange(good, DIMENSION - 12, DIMENSION);
    assertThat(sample.shareOf(new Bounds(bad), least)).isGreaterThan(0.9);
  }

  @Test
  void directionsAreOrthonormal() {
    double[] one = new double[DIMENSION];
    one[3] = 1;
    double[] other = new double[DIMENSION];
    other[3] = 1e-11;
    other[4] = 1;
    assertThatIllegalArgumentException().isThrownBy(() -> new Bounds(one, other));
    assertThatIllegalArgumentException().isThrownBy(() -> new Bounds(directions(DIMENSION - 7)));
  }

  private static List<String> hits(Tile tile, double threshold) {
    List<String> hits = new ArrayList<>();
    scan(threshold, hits).scan(tile);
    return hits;
  }

  private static PairScan scan(double threshold, List<String> hits) {
    return new PairScan(
        BACKEND,
        Side.A,
        Pairs.ALL,
        new ThresholdCollector(
            threshold,
            (rows, row, columns, column, score) -> hits.add(row + " " + column + " " + score)));
  }

  private static Tile bounding(VoiceprintBlock columns, VoiceprintBlock rows, Bounds bounds) {
    Tile tile = new Tile();
    tile.fill(
        new PackedBlock(Blocks.columns(columns, BACKEND).prepared().bounding(bounds)),
        Blocks.rows(rows, BACKEND).bounding(bounds),
        0,
        rows.count());
    return tile;
  }

  /** Most of what varies lies in a few directions, as with voices. */
  private static VoiceprintBlock flat(int start, int count, long seed) {
    Random random = new Random(seed);
    Random mixing = new Random(5);
    double[][] mix = new double[8][DIMENSION];
    for (double[] row : mix) {
      Arrays.setAll(row, k -> mixing.nextGaussian());
    }
    float[] embeddings = new float[count * DIMENSION];
    for (int i = 0; i < count; i++) {
      double[] few = random.doubles(8, -1, 1).toArray();
      for (int k = 0; k < DIMENSION; k++) {
        double value = 0.1 * random.nextGaussian();
        for (int d = 0; d < 8; d++) {
          value += few[d] * mix[d][k];
        }
        embeddings[i * DIMENSION + k] = (float) value;
      }
    }
    return Blocks.of(start, DIMENSION, embeddings);
  }

  private static VoiceprintBlock normalized(VoiceprintBlock block, long seed) {
    Random random = new Random(seed);
    double[] means = random.doubles(block.count(), 0, 0.3).toArray();
    double[] deviations = random.doubles(block.count(), 0.02, 0.2).toArray();
    return block.by(new Normalization(means, deviations));
  }

  private static double[][] directions(int count) {
    PreparedBlock sample = Blocks.columns(flat(0, 200, 99), BACKEND).prepared();
    return Arrays.copyOf(directions(new BoundSample(List.of(sample)).moment()), count);
  }

  private static double[][] directions(double[][] moment) {
    EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(moment));
    double[][] directions = new double[moment.length][];
    Arrays.setAll(directions, i -> eigen.getEigenvector(i).toArray());
    return directions;
  }
}
