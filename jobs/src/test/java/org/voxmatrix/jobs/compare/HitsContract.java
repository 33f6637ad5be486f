package org.voxmatrix.jobs.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.voxmatrix.fixtures.HitSets;
import org.voxmatrix.fixtures.RawSets;
import org.voxmatrix.fixtures.SparkFixture;
import org.voxmatrix.jobs.compare.engine.Outputs;
import org.voxmatrix.jobs.compare.engine.WaveLimits;
import org.voxmatrix.ledger.State;
import org.voxmatrix.tables.VoxTable;

/**
 * Hits and lists of the best equal those of float64, ties included, however the work is cut. Two
 * sizes of sets keep this.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HitsContract {

  private static final double NONE = Double.NEGATIVE_INFINITY;

  private final int columns;
  private final int rows;

  /** A multiple of 1/32 that many pairs score exactly, and many others miss by 1e-8. */
  private final double threshold;

  /** The same of set B against itself. */
  private final double ofOneSet;

  private final Set<Cut> cuts;
  private final Map<Cut, WaveLimits> limits;
  @TempDir static Path folder;
  private String a;
  private String b;
  private double[][] scores;
  private double[][] ofB;

  /** Ways to cut the work: bands and waves of all sizes, one for most cuts at odd places. */
  enum Cut {
    WHOLE,
    BANDS,
    ODD
  }

  HitsContract(
      Set<Cut> cuts,
      int columns,
      int rows,
      double threshold,
      double ofOneSet,
      WaveLimits bands,
      WaveLimits odd) {
    this.cuts = cuts;
    this.columns = columns;
    this.rows = rows;
    this.threshold = threshold;
    this.ofOneSet = ofOneSet;
    this.limits = Map.of(Cut.WHOLE, WaveLimits.DEFAULT, Cut.BANDS, bands, Cut.ODD, odd);
  }

  Set<Cut> cuts() {
    return cuts;
  }

  @BeforeAll
  void sets() {
    float[][] vectorsA = HitSets.nearlyTied(columns, 1);
    float[][] vectorsB = HitSets.tied(rows, 2);
    a = RawSets.write(folder, "a", vectorsA);
    b = RawSets.write(folder, "b", vectorsB);
    scores = HitSets.scores(vectorsA, vectorsB);
    ofB = HitSets.scores(vectorsB, vectorsB);
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void aThresholdFindsWhatFloat64Finds(Cut cut) {
    List<String> expected = HitSets.above(scores, threshold, false);
    assertThat(HitSets.above(scores, threshold + 1e-12, false).size())
        .as("exact ties at the threshold")
        .isLessThan(expected.size() - 100);
    assertThat(HitSets.above(scores, threshold - 1e-7, false).size())
        .as("near ties below the threshold")
        .isGreaterThan(expected.size() + 100);
    CompareResult result = compare(a, b, cut, new Outputs(false, threshold, 0, Outputs.Of.ROWS));
    assertSame(names(hits(result)), expected);
    assertThat(result.hits()).isEqualTo(expected.size());
    assertThat(new ScoreBlocks(SparkFixture.warehouse()).hasMatrix(result.runId())).isFalse();
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void theBestOfRowsAndColumnsAreThoseOfFloat64(Cut cut) {
    CompareResult result = compare(a, b, cut, new Outputs(false, NONE, 7, Outputs.Of.BOTH));
    assertSame(ranks(result, "rank_in_a"), HitSets.best(scores, 7, NONE, false));
    Map<String, Integer> ofColumns = new TreeMap<>();
    HitSets.best(HitSets.transposed(scores), 7, NONE, false)
        .forEach((name, rank) -> ofColumns.put(turned(name), rank));
    assertSame(ranks(result, "rank_in_b"), ofColumns);
    assertThat(candidates(result)).isZero();
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(Outputs.Of.class)
  void theBestOfOneSideReachTheThreshold(Outputs.Of of) {
    CompareResult result = compare(a, b, Cut.BANDS, new Outputs(false, threshold, 3, of));
    Map<String, Integer> ofRows =
        of == Outputs.Of.COLUMNS ? Map.of() : HitSets.best(scores, 3, threshold, false);
    assertSame(ranks(result, "rank_in_a"), ofRows);
    assertThat(ranks(result, "rank_in_b").isEmpty()).isEqualTo(of == Outputs.Of.ROWS);
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void ofOneSetEachPairIsAHitOnce(Cut cut) {
    CompareResult result = compare(b, b, cut, new Outputs(false, ofOneSet, 0, Outputs.Of.ROWS));
    List<String> expected = HitSets.above(ofB, ofOneSet, true);
    assertThat(expected).hasSizeGreaterThan(100);
    assertSame(names(hits(result)), expected);
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void ofOneSetEachMemberHasItsBestOthers(Cut cut) {
    CompareResult result = compare(b, b, cut, new Outputs(false, NONE, 5, Outputs.Of.ROWS));
    assertSame(ranks(result, "rank_in_a"), HitSets.best(ofB, 5, NONE, true));
  }

  @Tag("slow")
  @Test
  void oneMatrixAndItsHitsComeInOnePass() {
    CompareResult result = compare(a, b, Cut.ODD, new Outputs(true, threshold, 2, Outputs.Of.BOTH));
    assertSame(ranks(result, "rank_in_a"), HitSets.best(scores, 2, threshold, false));
    float[] matrix = new ScoreBlocks(SparkFixture.warehouse()).read(result.runId(), columns, rows);
    double worst = 0;
    for (int i = 0; i < matrix.length; i++) {
      worst = Math.max(worst, Math.abs(matrix[i] - scores[i / columns][i % columns]));
    }
    assertThat(worst).isLessThan(1e-5);
  }

  /** Without printing a hundred thousand hits where they differ. */
  private static void assertSame(List<String> found, List<String> expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i)).isEqualTo(expected.get(i));
    }
  }

  private static void assertSame(Map<String, Integer> found, Map<String, Integer> expected) {
    assertSame(texts(found), texts(expected));
  }

  private static List<String> texts(Map<String, Integer> ranks) {
    return ranks.entrySet().stream().map(Map.Entry::toString).toList();
  }

  private CompareResult compare(String setA, String setB, Cut cut, Outputs outputs) {
    CompareResult result =
        new CompareJob(
                SparkFixture.context(),
                CompareSettings.of(setA, setB)
                    .withRawModel("ties")
                    .withOutputs(outputs)
                    .withLimits(limits.get(cut)))
            .execute();
    assertThat(result.state()).isEqualTo(State.DONE);
    return result;
  }

  private static Dataset<Row> hits(CompareResult result) {
    return SparkFixture.spark()
        .table(VoxTable.HITS.sqlName())
        .where("run_id = '" + result.runId() + "'")
        .selectExpr(
            "concat(right(id_b, 6), ' ', right(id_a, 6)) AS name", "rank_in_a", "rank_in_b");
  }

  private static List<String> names(Dataset<Row> hits) {
    List<String> names = new ArrayList<>();
    hits.select("name").collectAsList().forEach(row -> names.add(row.getString(0)));
    names.sort(null);
    return names;
  }

  private static Map<String, Integer> ranks(CompareResult result, String column) {
    Map<String, Integer> ranks = new TreeMap<>();
    hits(result)
        .where(column + " IS NOT NULL")
        .select("name", column)
        .collectAsList()
        .forEach(row -> ranks.put(row.getString(0), row.getInt(1)));
    return ranks;
  }

  private static long candidates(CompareResult result) {
    return SparkFixture.spark()
        .table(VoxTable.HIT_CANDIDATES.sqlName())
        .where("run_id = '" + result.runId() + "'")
        .count();
  }

  private static String turned(String name) {
    return name.substring(7) + " " + name.substring(0, 6);
  }
}
