package org.voxmatrix.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.voxmatrix.score.PairScan.Pairs;

class PairScanTest {

  private static final int DIMENSION = 24;
  private static final Backend BACKEND = Cosine.withMean();

  private record Pair(int column, int row, double score) {}

  /** The threshold is the exact score of a pair: one ulp more and that pair is out. */
  @Test
  void aThresholdDecidesByTheExactScore() {
    VoiceprintBlock a = Blocks.random(0, 300, DIMENSION, 1);
    VoiceprintBlock b = Blocks.random(0, 200, DIMENSION, 2);
    double threshold = exact(a, 250, b, 199);
    List<Pair> found = hits(a, b, threshold);
    assertThat(found).isEqualTo(oracle(a, b, threshold)).contains(new Pair(250, 199, threshold));
    assertThat(hits(a, b, Math.nextUp(threshold))).hasSize(found.size() - 1);
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void theExactScoreKnowsWhichSideHeadsTheColumns(Side columnSide) {
    Backend backend = new Calibrated();
    VoiceprintBlock columns = Blocks.random(0, 5, DIMENSION, 3);
    VoiceprintBlock rows = Blocks.random(0, 4, DIMENSION, 4);
    List<Double> scores = new ArrayList<>();
    ThresholdCollector collector =
        new ThresholdCollector(
            -1e30, (rowBlock, row, columnBlock, column, score) -> scores.add(score));
    Tile tile = new Tile();
    tile.fill(
        new PackedBlock(PreparedBlock.of(columns, columnSide, backend)),
        PreparedBlock.of(rows, columnSide.other(), backend),
        0,
        4);
    new PairScan(backend, columnSide, Pairs.ALL, collector).scan(tile);
    List<Double> expected = new ArrayList<>();
    for (int row = 0; row < 4; row++) {
      for (int column = 0; column < 5; column++) {
        expected.add(
            columnSide == Side.A
                ? backend.score(columns.embeddings(), column, rows.embeddings(), row, DIMENSION)
                : backend.score(rows.embeddings(), row, columns.embeddings(), column, DIMENSION));
      }
    }
    assertThat(scores).isEqualTo(expected);
  }

  @Test
  void ofOneSetEachPairComesOnce() {
    VoiceprintBlock set = Blocks.random(0, 60, DIMENSION, 5);
    TreeSet<String> pairs = new TreeSet<>();
    ThresholdCollector collector =
        new ThresholdCollector(
            -2,
            (rowBlock, row, columnBlock, column, score) ->
                assertThat(pairs.add(rowBlock.id(row) + " " + columnBlock.id(column))).isTrue());
    PairScan scan = new PairScan(BACKEND, Side.A, Pairs.ONCE, collector);
    Tile tile = new Tile();
    for (int[] rows : new int[][] {{0, 7}, {7, 50}, {50, 60}}) {
      for (int[] columns : new int[][] {{0, 31}, {31, 60}}) {
        VoiceprintBlock part = set.slice(rows[0], rows[1]);
        tile.fill(
            Blocks.columns(set.slice(columns[0], columns[1]), BACKEND),
            Blocks.rows(part, BACKEND),
            0,
            part.count());
        scan.scan(tile);
      }
    }
    assertThat(pairs).hasSize(60 * 59 / 2).doesNotContain("id-3 id-3", "id-4 id-3");
  }

  @Test
  void columnsKeepTheirBestOverAllBlocks() {
    VoiceprintBlock a = Blocks.random(100, 40, DIMENSION, 6);
    VoiceprintBlock b = Blocks.random(0, 90, DIMENSION, 7);
    TopScores ofColumns = new TopScores(a.count(), 3);
    PairScan scan =
        new PairScan(
            BACKEND,
            Side.A,
            Pairs.ALL,
            new TopCollector(Double.NEGATIVE_INFINITY, null, ofColumns, a.start()));
    Tile tile = new Tile();
    for (int from = 0; from < b.count(); from += 17) {
      VoiceprintBlock rows = b.slice(from, Math.min(b.count(), from + 17));
      tile.fill(Blocks.columns(a, BACKEND), Blocks.rows(rows, BACKEND), 0, rows.count());
      scan.scan(tile);
    }
    for (int column = 0; column < a.count(); column++) {
      TopScores expected = new TopScores(1, 3);
      for (int row = 0; row < b.count(); row++) {
        expected.offer(0, row, exact(a, column, b, row));
      }
      for (int rank = 0; rank < 3; rank++) {
        assertThat(ofColumns.other(column, rank)).isEqualTo(expected.other(0, rank));
        assertThat(ofColumns.score(column, rank)).isEqualTo(expected.score(0, rank));
      }
    }
  }

  private static List<Pair> hits(VoiceprintBlock a, VoiceprintBlock b, double threshold) {
    List<Pair> found = new ArrayList<>();
    ThresholdCollector collector =
        new ThresholdCollector(
            threshold,
            (rows, row, columns, column, score) -> found.add(new Pair(column, row, score)));
    Tile tile = new Tile();
    tile.fill(Blocks.columns(a, BACKEND), Blocks.rows(b, BACKEND), 0, b.count());
    new PairScan(BACKEND, Side.A, Pairs.ALL, collector).scan(tile);
    return found;
  }

  private static List<Pair> oracle(VoiceprintBlock a, VoiceprintBlock b, double threshold) {
    List<Pair> expected = new ArrayList<>();
    for (int row = 0; row < b.count(); row++) {
      for (int column = 0; column < a.count(); column++) {
        double score = exact(a, column, b, row);
        if (score >= threshold) {
          expected.add(new Pair(column, row, score));
        }
      }
    }
    return expected;
  }

  private static double exact(VoiceprintBlock a, int column, VoiceprintBlock b, int row) {
    return BACKEND.score(a.embeddings(), column, b.embeddings(), row, DIMENSION);
  }
}
