package org.voxmatrix.jobs.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.fixtures.Driver;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.RawSets;
import org.voxmatrix.fixtures.SparkFixture;
import org.voxmatrix.fixtures.TableHashes;

/** Drivers that are killed and started again leave the tables of an undisturbed run. */
@Tag("slow")
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledDriverTest {

  /** As many as a run of the suite may take time for. */
  private static final int RANDOM_KILLS = Integer.getInteger("voxmatrix.kills", 20);

  @TempDir static Path folder;
  private String manifest;
  private String set;
  private Map<String, String> extracted;
  private Map<String, String> compared;
  private long extractMillis;
  private long compareMillis;

  @BeforeAll
  void undisturbed() throws Exception {
    SparkSession spark = SparkFixture.spark();
    manifest = folder.resolve("manifest").toString();
    spark
        .read()
        .option("header", "true")
        .csv(Manifests.SAMPLES.resolve("manifest.csv").toString())
        .selectExpr(
            "recording_id", "concat('" + Manifests.SAMPLES.toUri() + "', uri) AS uri", "speaker")
        .limit(30)
        .coalesce(1)
        .write()
        .parquet(manifest);
    set = RawSets.write(folder, "set", RawSets.random(600, 32, 7));
    long start = System.nanoTime();
    assertThat(start(extract("calm-extract")).waitFor()).isZero();
    extractMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    start = System.nanoTime();
    assertThat(start(compare("calm-compare")).waitFor()).isZero();
    compareMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    extracted = TableHashes.of(folder.resolve("calm-extract"));
    compared = TableHashes.of(folder.resolve("calm-compare"));
    assertThat(extracted.get("voiceprints")).startsWith("30 rows");
    assertThat(extracted.get("segments")).doesNotStartWith("0 rows");
    assertThat(compared.get("score_blocks")).startsWith("600 rows");
    assertThat(compared.get("hits")).startsWith("1800 rows");
    assertThat(compared.get("hit_candidates")).startsWith("0 rows");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "extract.before-plan:0",
        "extract.before-data:0",
        "extract.before-tasks:1",
        "extract.after-tasks:1",
        "extract.before-finish:0",
        "extract.before-release:0"
      })
  void anExtractionKilledAtANamedPoint(String point) throws Exception {
    String warehouse = point.replace(':', '-');
    assertThat(crash(extract(warehouse), point)).isEqualTo(Driver.KILLED);
    assertThat(run(extract(warehouse))).isZero();
    assertThat(TableHashes.of(folder.resolve(warehouse))).isEqualTo(extracted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compare.before-data:1",
        "compare.before-tasks:2",
        "compare.after-tasks:2",
        "compare.before-tasks:4",
        "compare.after-tasks:4",
        "compare.before-finish:0"
      })
  void aComparisonKilledAtANamedPoint(String point) throws Exception {
    String warehouse = point.replace(':', '-');
    assertThat(crash(compare(warehouse), point)).isEqualTo(Driver.KILLED);
    assertThat(run(compare(warehouse))).isZero();
    assertThat(TableHashes.of(folder.resolve(warehouse))).isEqualTo(compared);
  }

  @Test
  void driversKilledAtRandomMoments() throws Exception {
    Random random = new Random(20);
    int kills = 0;
    long[] lives = {extractMillis, compareMillis};
    for (int round = 0; kills < RANDOM_KILLS; round++) {
      boolean extraction = round % 2 == 0;
      String warehouse = "random-" + round;
      List<String> job = extraction ? extract(warehouse) : compare(warehouse);
      int kind = extraction ? 0 : 1;
      boolean finished = false;
      while (!finished && kills < RANDOM_KILLS) {
        long begun = System.nanoTime();
        Process driver = start(job);
        long moment = lives[kind] / 4 + Math.round(random.nextDouble() * lives[kind] * 3 / 4);
        if (driver.waitFor(moment, TimeUnit.MILLISECONDS)) {
          finished = true;
          // What a driver takes now, so that later kills fall inside its life.
          lives[kind] =
              Math.min(lives[kind], TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        } else {
          driver.destroyForcibly().waitFor();
          kills++;
        }
      }
      assertThat(run(job)).isZero();
      assertThat(TableHashes.of(folder.resolve(warehouse)))
          .as("round %d after %d kills", round, kills)
          .isEqualTo(extraction ? extracted : compared);
    }
    assertThat(kills).isEqualTo(RANDOM_KILLS);
  }

  private List<String> extract(String warehouse) {
    return List.of(
        "extract",
        "--manifest=" + manifest,
        "--warehouse=" + folder.resolve(warehouse),
        "--run-id=11111111-1111-1111-1111-111111111111",
        "--speakers=auto",
        "--wave-items=10");
  }

  private List<String> compare(String warehouse) {
    return List.of(
        "compare",
        "--a=" + set,
        "--b=" + set,
        "--raw-model=test",
        "--warehouse=" + folder.resolve(warehouse),
        "--run-id=22222222-2222-2222-2222-222222222222",
        "--matrix",
        "--top-k=3",
        "--wave-bytes=480000");
  }

  private static int run(List<String> job) throws Exception {
    return Driver.run(log(), job);
  }

  private static int crash(List<String> job, String point) throws Exception {
    return Driver.crash(log(), job, point);
  }

  private static Process start(List<String> job) throws Exception {
    return Driver.start(log(), job);
  }

  private static File log() {
    return folder.resolve("driver.log").toFile();
  }
}
