package org.voxmatrix.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.fixtures.DiskScan;
import org.voxmatrix.fixtures.Driver;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.TableHashes;

/**
 * Drivers that sleep, as when a laptop is closed, until another one has taken over, and wake: they
 * write and remove nothing more, and say so in one line.
 */
@Tag("slow")
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SleepingDriverTest {

  private static final String ZORA = "zora-7f3c";
  private static final String EXTRACTION = "11111111-1111-1111-1111-111111111111";

  @TempDir static Path folder;
  private String manifest;
  private Map<String, String> extracted;
  private Map<String, String> compared;

  @BeforeAll
  void undisturbed() throws Exception {
    List<String> recordings = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      recordings.add(i == 1 ? ZORA : "rms-" + i);
      recordings.add(Manifests.sample("voices/english-rms/english-rms-1.wav"));
    }
    manifest = Manifests.of(folder, recordings.toArray(String[]::new));
    assertThat(run(extract("calm"))).isZero();
    extracted = tables("calm");
    assertThat(extracted.get("voiceprints")).startsWith("4 rows");
    assertThat(run(compare("calm", "2"))).isZero();
    compared = tables("calm");
    assertThat(compared.get("score_blocks")).startsWith("4 rows");
  }

  /** The erased are not back, in any file. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "extract.before-data:0",
        "voiceprints.before-fence:0",
        "voiceprints.before-swap:0",
        "tasks.before-swap:0",
        "plan_items.before-swap:0",
      })
  void anExtractionSleepsWhileAPersonIsErased(String point) throws Exception {
    String warehouse = name("erased", point);
    sleeps(extract(warehouse), point, erase(warehouse));
    assertThat(DiskScan.of(folder.resolve(warehouse), ZORA).found()).isEmpty();
    assertThat(run(extract(warehouse))).isZero();
    assertThat(DiskScan.of(folder.resolve(warehouse), ZORA).found()).isEmpty();
    assertThat(tables(warehouse).get("voiceprints")).startsWith("3 rows");
  }

  @ParameterizedTest
  @CsvSource({"extract, tasks.before-swap:0", "compare, score_blocks.before-commit:1"})
  void anotherProcessFinishesTheRunMeanwhile(String job, String point) throws Exception {
    String warehouse = name("finished", point);
    if (job.equals("compare")) {
      assertThat(run(extract(warehouse))).isZero();
    }
    List<String> same = job.equals("extract") ? extract(warehouse) : compare(warehouse, "2");
    sleeps(same, point, same);
    assertThat(tables(warehouse)).isEqualTo(job.equals("extract") ? extracted : compared);
  }

  /** Wherever it slept, it removes no file of the comparison, and done again it is whole. */
  @ParameterizedTest
  @ValueSource(
      strings = {"erase.suppressed:0", "score_blocks.before-removal:0", "hits.before-swap:0"})
  void anErasureSleepsWhileSetsAreCompared(String point) throws Exception {
    String warehouse = name("compared", point);
    assertThat(run(extract(warehouse))).isZero();
    assertThat(run(compare(warehouse, "2"))).isZero();
    sleeps(erase(warehouse), point, compare(warehouse, "3"));
    assertThat(tables(warehouse).get("score_blocks")).matches("[67] rows.*");
    assertThat(run(erase(warehouse))).isZero();
    assertThat(DiskScan.of(folder.resolve(warehouse), ZORA).found()).isEmpty();
    assertThat(tables(warehouse).get("score_blocks")).startsWith("6 rows");
  }

  /** Puts a driver to sleep, lets the other one do its work, and wakes the first. */
  private void sleeps(List<String> job, String point, List<String> meanwhile) throws Exception {
    File log = File.createTempFile("sleeper-", ".log", folder.toFile());
    Process sleeper = Driver.sleep(log, job, point);
    int code = ExitCode.BAD_INPUT;
    for (int attempt = 0; attempt < 10 && code == ExitCode.BAD_INPUT; attempt++) {
      Thread.sleep(1000); // The sleeper's lease ends.
      code = run(meanwhile);
    }
    assertThat(code).as("of the one that took over").isZero();
    assertThat(Driver.wake(sleeper)).isEqualTo(ExitCode.TAKEN_OVER);
    assertThat(Files.readAllLines(log.toPath()))
        .filteredOn(line -> line.contains("taken over"))
        .singleElement()
        .asString()
        .startsWith("voxmatrix: Run ");
    assertThat(Files.readString(log.toPath())).doesNotContain("\tat ");
  }

  private static String name(String what, String point) {
    return what + "-" + point.replace(':', '-');
  }

  /** All tables but those that have ids and times of the runs themselves. */
  private static Map<String, String> tables(String warehouse) throws Exception {
    Map<String, String> hashes = new TreeMap<>(TableHashes.of(folder.resolve(warehouse)));
    hashes.keySet().removeAll(List.of("suppressions"));
    return hashes;
  }

  private List<String> extract(String warehouse) {
    return command(
        warehouse, "extract", "--manifest=" + manifest, "--run-id=" + EXTRACTION, "--wave-items=2");
  }

  private static List<String> compare(String warehouse, String run) {
    return command(
        warehouse,
        "compare",
        "--a=run:" + EXTRACTION,
        "--self",
        "--matrix",
        "--threshold=-1",
        "--run-id=%1$s%1$s%1$s%1$s%1$s%1$s%1$s%1$s-2222-2222-2222-222222222222".formatted(run));
  }

  private static List<String> erase(String warehouse) {
    // Of a plan that is not committed yet, no table has any id.
    return command(warehouse, "erase", "--recording=" + ZORA, "--if-exists");
  }

  private static List<String> command(String warehouse, String... job) {
    List<String> command = new ArrayList<>(List.of(job));
    command.add("--warehouse=" + folder.resolve(warehouse));
    return command;
  }

  private static int run(List<String> job) throws Exception {
    return Driver.run(folder.resolve("driver.log").toFile(), job);
  }
}
