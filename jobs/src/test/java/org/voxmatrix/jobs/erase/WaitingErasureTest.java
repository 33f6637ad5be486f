package org.voxmatrix.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.fixtures.DiskScan;
import org.voxmatrix.fixtures.Driver;
import org.voxmatrix.fixtures.Enrollments;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.TableHashes;
import org.voxmatrix.ledger.LeaseTable;
import org.voxmatrix.tables.Warehouse;

/**
 * An erasure gets its turn beside busy jobs: they finish their wave, make way, and are done in the
 * end; those that begin meanwhile wait.
 */
@Tag("slow")
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaitingErasureTest {

  private static final String ZORA = "zora-7f3c";
  private static final String RMS = "49a36324-fc4b-4387-aa06-090cfbf0064f";
  private static final String EXTRACTION = "11111111-1111-1111-1111-111111111111";

  @TempDir static Path folder;
  private String enrolled;
  private String enrolling;
  private String claims;
  private String recordings;

  @BeforeAll
  void inputs() throws IOException {
    Enrollments own = new Enrollments();
    Enrollments claimed = new Enrollments();
    for (String phrase : List.of("passport-1", "passport-2", "passport-3")) {
      own.phrase("rms " + phrase, RMS, "english-rms/" + phrase);
      claimed.phrase("claim " + phrase, RMS, "english-rms/" + phrase);
    }
    enrolled = own.write(folder);
    enrolling = own.phrase(ZORA, RMS, "english-rms/passport-14db").write(folder);
    claims = claimed.phrase(ZORA, RMS, "english-rms/passport-14db").write(folder);
    List<String> calls = new ArrayList<>();
    Files.createDirectory(folder.resolve("calls"));
    for (int i = 1; i <= 4; i++) {
      String voice = "voices/english-rms/english-rms-1.wav";
      calls.addAll(List.of(i == 2 ? ZORA : "rms-" + i, Manifests.sample(voice)));
      Files.copy(
          Manifests.SAMPLES.resolve(voice),
          folder.resolve("calls").resolve((i == 2 ? ZORA : "rms-" + i) + ".wav"));
    }
    recordings = Manifests.of(folder, calls.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({
    "extract, extract.before-tasks:0, voiceprints, 3 rows",
    "extract, voiceprints.before-swap:0, voiceprints, 3 rows",
    "compare, compare.before-tasks:0, score_blocks, 3 rows",
    "enroll, enroll.after-enrollments:0, enrollments, 4 rows",
    "verify, verify.before-tasks:0, verifications, 3 rows",
    "identify, extract.before-tasks:0, identifications, 3 rows",
    "identify, compare.before-tasks:0, identifications, 3 rows",
    "identify, identify.before-tasks:0, identifications, 3 rows",
    "nightly, compare.before-tasks:0, alerts, 3 rows",
  })
  void busyJobsMakeWay(String job, String point, String table, String rows) throws Exception {
    Path warehouse = folder.resolve(job + "-" + point.replace(':', '-'));
    before(job, warehouse);
    File log = log(job);
    Process busy = Driver.pause(log, job(job, warehouse), point);
    assertThat(run(erase(job, warehouse))).as("without patience").isEqualTo(ExitCode.BAD_INPUT);
    File erasing = log("erase");
    Process erasure = Driver.start(erasing, erase(job, warehouse, "--wait"));
    awaitErasure(warehouse, erasure);

    assertThat(Driver.wake(busy)).as(log.toString()).isZero();
    assertThat(erasure.waitFor()).as(erasing.toString()).isZero();

    assertThat(Files.readString(log.toPath())).contains("waiting for an erasure");
    assertThat(DiskScan.of(warehouse, ZORA).found()).isEmpty();
    Map<String, String> tables = TableHashes.of(warehouse);
    assertThat(tables.get(table)).startsWith(rows);
    assertThat(run(job(job, warehouse))).as("again").isZero();
    assertThat(DiskScan.of(warehouse, ZORA).found()).as("again").isEmpty();
  }

  @Test
  void whatBeginsWhileAnErasureIsAtWorkWaits() throws Exception {
    Path warehouse = folder.resolve("later");
    assertThat(run(job("extract", warehouse))).isZero();
    Process erasure = Driver.pause(log("erase"), erase("extract", warehouse), "erase.removed:0");
    File log = log("compare");
    Process later = Driver.start(log, job("compare", warehouse));
    while (later.isAlive() && !Files.readString(log.toPath()).contains("waiting for an erasure")) {
      Thread.sleep(100);
    }
    assertThat(Driver.wake(erasure)).isZero();
    assertThat(later.waitFor()).as(log.toString()).isZero();
    assertThat(TableHashes.of(warehouse).get("score_blocks")).startsWith("3 rows");
  }

  @Test
  void patienceEnds() throws Exception {
    Path warehouse = folder.resolve("patience");
    Process busy =
        Driver.pause(log("extract"), job("extract", warehouse), "extract.before-tasks:0");
    File log = log("erase");
    int code = Driver.run(log, erase("extract", warehouse, "--wait=0m"));
    assertThat(code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(Files.readString(log.toPath()))
        .contains("Run " + EXTRACTION + " is being worked on");
    assertThat(Driver.wake(busy)).isZero();
    assertThat(TableHashes.of(warehouse).get("voiceprints")).startsWith("4 rows");
  }

  private void before(String job, Path warehouse) throws Exception {
    switch (job) {
      case "compare" -> assertThat(run(job("extract", warehouse))).isZero();
      case "verify", "identify", "nightly" -> assertThat(run(enroll(warehouse, enrolled))).isZero();
      default -> {}
    }
  }

  private List<String> job(String job, Path warehouse) {
    return switch (job) {
      case "extract" ->
          command(warehouse, job, "-m=" + recordings, "--wave-items=2", "--run-id=" + EXTRACTION);
      case "compare" ->
          command(warehouse, job, "--a=run:" + EXTRACTION, "--self", "--matrix", "--threshold=-1");
      case "enroll" -> enroll(warehouse, enrolling);
      case "verify" -> command(warehouse, job, "-m=" + claims, "--wave-items=2");
      case "identify" -> command(warehouse, job, "-m=" + recordings, "--wave-items=2");
      case "nightly" ->
          command(
              warehouse,
              job,
              "--recordings=" + folder.resolve("calls"),
              "--folder=" + warehouse + "-nights",
              "--threshold=-1");
      default -> throw new IllegalArgumentException(job);
    };
  }

  private static List<String> enroll(Path warehouse, String manifest) {
    return command(warehouse, "enroll", "-m=" + manifest, "--create", "--wave-items=2");
  }

  private static List<String> erase(String job, Path warehouse, String... more) {
    String id = job.equals("nightly") ? ZORA + ".wav" : ZORA;
    List<String> command = command(warehouse, "erase", "--recording=" + id);
    command.addAll(List.of(more));
    return command;
  }

  private static List<String> command(Path warehouse, String... job) {
    List<String> command = new ArrayList<>(List.of(job));
    command.add("--warehouse=" + warehouse);
    return command;
  }

  private static void awaitErasure(Path warehouse, Process erasure) throws Exception {
    try (Warehouse tables = Warehouse.embedded(warehouse)) {
      while (erasure.isAlive() && new LeaseTable(tables).erasureAhead().isEmpty()) {
        Thread.sleep(100);
      }
    }
  }

  private static File log(String job) throws IOException {
    return File.createTempFile(job + "-", ".log", folder.toFile());
  }

  private static int run(List<String> job) throws Exception {
    return Driver.run(folder.resolve("driver.log").toFile(), job);
  }
}
