package org.voxmatrix.jobs.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.fixtures.RawSets;
import org.voxmatrix.fixtures.SparkFixture;
import org.voxmatrix.jobs.compare.cohort.CohortChoice;
import org.voxmatrix.jobs.compare.engine.Outputs;
import org.voxmatrix.jobs.compare.engine.WaveLimits;

/** With bounds of scores, hits and ranks are those without, to the last digit. */
class BoundedComparisonTest {

  private static final String FROM = "voxmatrix.bounds.from";
  private static final double NONE = Double.NEGATIVE_INFINITY;
  private static final int DIMENSION = 64;

  /** Some odd bands and waves. */
  private static final WaveLimits CUT = new WaveLimits(1L << 30, 345_678, 123_456, 1 << 16);

  @TempDir static Path folder;

  private static String a;
  private static String b;
  private static String others;

  @BeforeAll
  static void sets() {
    a = set("a", 900, 1);
    b = set("b", 700, 2);
    others = set("c", 200, 3);
  }

  @AfterEach
  void asItWas() {
    System.clearProperty(FROM);
  }

  @Test
  void theBestAreTheSame() {
    assertSame(a, b, new Outputs(false, NONE, 1, Outputs.Of.BOTH), null);
    assertSame(a, b, new Outputs(false, 0.4, 1, Outputs.Of.COLUMNS), null);
  }

  @Test
  void hitsAreTheSame() {
    assertSame(a, b, new Outputs(false, 0.6, 0, Outputs.Of.ROWS), null);
    assertSame(a, a, new Outputs(false, 0.6, 0, Outputs.Of.ROWS), null);
    assertSame(a, a, new Outputs(false, NONE, 1, Outputs.Of.ROWS), null);
  }

  @Test
  void normalizedHitsAreTheSame() {
    CohortChoice cohort = new CohortChoice(others, 50);
    assertSame(a, b, new Outputs(false, 3, 0, Outputs.Of.ROWS), cohort);
    assertSame(a, b, new Outputs(false, NONE, 1, Outputs.Of.BOTH), cohort);
    assertSame(b, b, new Outputs(false, 3, 0, Outputs.Of.ROWS), cohort);
  }

  private static void assertSame(String a, String b, Outputs outputs, CohortChoice cohort) {
    System.setProperty(FROM, String.valueOf(Long.MAX_VALUE));
    List<String> expected = hits(a, b, outputs, cohort);
    System.setProperty(FROM, "0");
    assertThat(hits(a, b, outputs, cohort)).isEqualTo(expected);
    assertThat(expected).hasSizeGreaterThan(200);
  }

  private static List<String> hits(String a, String b, Outputs outputs, CohortChoice cohort) {
    CompareResult result =
        new CompareJob(
                SparkFixture.context(),
                CompareSettings.of(a, b)
                    .withRawModel("flat")
                    .withCohort(cohort)
                    .withOutputs(outputs)
                    .withLimits(CUT))
            .execute();
    return SparkFixture.spark()
        .sql(
            "SELECT concat_ws(' ', id_a, id_b, score, rank_in_a, rank_in_b) FROM vox.main.hits"
                + " WHERE run_id = '%s' ORDER BY 1".formatted(result.runId()))
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  /** Some recordings of each voice; voices differ most in a few directions. */
  private static String set(String name, int count, long seed) {
    Random random = new Random(seed);
    float[][] vectors = new float[count][DIMENSION];
    double[] voice = new double[DIMENSION];
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < DIMENSION; k++) {
        double spread = k < 24 ? 1 : 0.02;
        voice[k] = i % 2 == 0 ? spread * random.nextGaussian() : voice[k];
        vectors[i][k] = (float) (voice[k] + 0.4 * spread * random.nextGaussian());
      }
    }
    return RawSets.write(folder, name, vectors);
  }
}
