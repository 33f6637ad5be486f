package org.voxmatrix.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.fixtures.DiskScan;
import org.voxmatrix.fixtures.Driver;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.SparkFixture;
import org.voxmatrix.fixtures.TableHashes;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.State;
import org.voxmatrix.tables.Warehouse;

/** Erasures after runs that were killed, and erasures that are killed themselves. */
@Tag("slow")
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledErasureTest {

  private static final String ZORA = "zora-7f3c";
  private static final String EXTRACTION = "11111111-1111-1111-1111-111111111111";

  @TempDir static Path folder;
  private String manifest;
  private Map<String, String> erased;

  @BeforeAll
  void manifestAndUndisturbedErasure() throws Exception {
    SparkSession spark = SparkFixture.spark();
    manifest = folder.resolve("manifest").toString();
    spark
        .read()
        .option("header", "true")
        .csv(Manifests.SAMPLES.resolve("manifest.csv").toString())
        .selectExpr(
            "recording_id", "concat('" + Manifests.SAMPLES.toUri() + "', uri) AS uri", "speaker")
        .limit(6)
        .selectExpr(
            "if(recording_id = first_value(recording_id) OVER (ORDER BY recording_id), '"
                + ZORA
                + "', recording_id) AS recording_id",
            "uri",
            "speaker")
        .coalesce(1)
        .write()
        .parquet(manifest);
    prepare("calm");
    assertThat(DiskScan.of(folder.resolve("calm"), ZORA).folders())
        .contains("main/voiceprints/data", "main/score_blocks/data", "main/hits/metadata");
    assertThat(run(erase("calm"))).isZero();
    assertThat(DiskScan.of(folder.resolve("calm"), ZORA).found()).isEmpty();
    erased = tables("calm");
    assertThat(erased.get("voiceprints")).startsWith("5 rows");
  }

  /** Each further kill comes later, after all that the ones before it had left undone. */
  @Test
  void anErasureThatIsKilledAgainAndAgainEndsAsACalmOne() throws Exception {
    prepare("killed");
    for (String point :
        List.of(
            "before-plan",
            "suppressed",
            "before-hits",
            "before-set_members",
            "before-tasks",
            "removed",
            "forgetting-voiceprints",
            "before-release")) {
      assertThat(crash(erase("killed"), "erase." + point + ":0"))
          .as(point)
          .isEqualTo(Driver.KILLED);
    }
    assertThat(run(erase("killed"))).isZero();
    assertThat(DiskScan.of(folder.resolve("killed"), ZORA).found()).isEmpty();
    assertThat(tables("killed")).isEqualTo(erased);
    try (Warehouse tables = Warehouse.embedded(folder.resolve("killed"))) {
      assertThat(new Ledger(tables).runs())
          .filteredOn(run -> run.job().equals("erase"))
          .singleElement()
          .satisfies(run -> assertThat(run.state()).isEqualTo(State.DONE));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"score_blocks.before-commit:1", "hits.before-commit:1"})
  void filesThatAKilledComparisonLeftGo(String point) throws Exception {
    String warehouse = point.replace(':', '-');
    assertThat(run(extract(warehouse))).isZero();
    assertThat(crash(compare(warehouse), point)).isEqualTo(Driver.KILLED);
    assertThat(dataFiles(warehouse)).isGreaterThan(0);
    assertThat(DiskScan.of(folder.resolve(warehouse), ZORA).folders())
        .contains("main/" + point.substring(0, point.indexOf('.')) + "/data");
    assertThat(run(erase(warehouse))).isZero();
    assertThat(DiskScan.of(folder.resolve(warehouse), ZORA).found()).isEmpty();
    // What is compared anew is compared without.
    assertThat(run(compare(warehouse, "33333333-3333-3333-3333-333333333333"))).isZero();
    assertThat(DiskScan.of(folder.resolve(warehouse), ZORA).found()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"extract.before-data:0", "extract.before-tasks:0", "extract.before-tasks:1"})
  void anExtractionThatWasKilledGoesOnWithoutThePerson(String point) throws Exception {
    String warehouse = point.replace(':', '-');
    assertThat(crash(extract(warehouse), point)).isEqualTo(Driver.KILLED);
    assertThat(DiskScan.of(folder.resolve(warehouse), ZORA).found()).isNotEmpty();
    assertThat(run(erase(warehouse))).isZero();
    assertThat(DiskScan.of(folder.resolve(warehouse), ZORA).found()).isEmpty();
    assertThat(run(extract(warehouse))).isZero();
    assertThat(DiskScan.of(folder.resolve(warehouse), ZORA).found()).isEmpty();
    try (Warehouse tables = Warehouse.embedded(folder.resolve(warehouse))) {
      assertThat(new Ledger(tables).tasks(EXTRACTION))
          .hasSize(6)
          .filteredOn(task -> task.itemId().equals("erased"))
          .singleElement()
          .satisfies(task -> assertThat(task.fault()).isEqualTo("recording.erased"));
    }
  }

  /** Between the kill of an erasure and its repetition the list alone keeps the person out. */
  @Test
  void anExtractionBetweenTwoErasuresLeavesThePersonOut() throws Exception {
    String warehouse = "between";
    assertThat(crash(extract(warehouse), "extract.before-data:0")).isEqualTo(Driver.KILLED);
    assertThat(crash(erase(warehouse), "erase.suppressed:0")).isEqualTo(Driver.KILLED);
    assertThat(run(extract(warehouse))).isZero();
    assertThat(DiskScan.of(folder.resolve(warehouse), ZORA).folders())
        .doesNotContain("main/voiceprints/data", "main/tasks/data");
    assertThat(run(erase(warehouse))).isZero();
    assertThat(DiskScan.of(folder.resolve(warehouse), ZORA).found()).isEmpty();
  }

  private void prepare(String warehouse) throws Exception {
    assertThat(run(extract(warehouse))).isZero();
    assertThat(run(compare(warehouse))).isZero();
  }

  /** All tables but those that have the id of the erasure itself. */
  private static Map<String, String> tables(String warehouse) throws Exception {
    Map<String, String> hashes = new TreeMap<>(TableHashes.of(folder.resolve(warehouse)));
    hashes.keySet().removeAll(List.of("runs", "suppressions"));
    return hashes;
  }

  private static long dataFiles(String warehouse) throws Exception {
    try (Stream<Path> files = Files.walk(folder.resolve(warehouse))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).count();
    }
  }

  private List<String> extract(String warehouse) {
    return command(
        warehouse, "extract", "--manifest=" + manifest, "--run-id=" + EXTRACTION, "--wave-items=3");
  }

  private List<String> compare(String warehouse) {
    return compare(warehouse, "22222222-2222-2222-2222-222222222222");
  }

  private List<String> compare(String warehouse, String runId) {
    return command(
        warehouse,
        "compare",
        "--a=run:" + EXTRACTION,
        "--self",
        "--matrix",
        "--threshold=-1",
        "--run-id=" + runId);
  }

  private List<String> erase(String warehouse) {
    return command(warehouse, "erase", "--recording=" + ZORA);
  }

  private static List<String> command(String warehouse, String... job) {
    List<String> command = new ArrayList<>(List.of(job));
    command.add("--warehouse=" + folder.resolve(warehouse));
    return command;
  }

  private static int run(List<String> job) throws Exception {
    return Driver.run(folder.resolve("driver.log").toFile(), job);
  }

  private static int crash(List<String> job, String point) throws Exception {
    return Driver.crash(folder.resolve("driver.log").toFile(), job, point);
  }
}
