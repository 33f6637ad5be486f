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
import org.voxmatrix.fixtures.EveryJob;
import org.voxmatrix.fixtures.TableHashes;
import org.voxmatrix.fixtures.TableRows;
import org.voxmatrix.ledger.LeaseTable;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/**
 * An erasure gets its turn beside busy jobs: they finish their wave, make way, and are done in the
 * end; those that begin meanwhile wait.
 */
@Tag("slow")
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaitingErasureTest {

  @TempDir static Path folder;
  private EveryJob jobs;

  @BeforeAll
  void inputs() throws IOException {
    jobs = new EveryJob(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "extract, extract.before-tasks:0, voiceprints, 3 rows",
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
    jobs.before(job, warehouse);
    File log = jobs.log(job);
    Process busy = Driver.pause(log, jobs.of(job, warehouse), point);
    assertThat(jobs.run(EveryJob.erase(job, warehouse)))
        .as("without patience")
        .isEqualTo(ExitCode.BAD_INPUT);
    File erasing = jobs.log("erase");
    Process erasure = Driver.start(erasing, EveryJob.erase(job, warehouse, "--wait"));
    awaitErasure(warehouse, erasure);

    assertThat(Driver.wake(busy)).as(log.toString()).isZero();
    assertThat(erasure.waitFor()).as(erasing.toString()).isZero();

    assertThat(Files.readString(log.toPath())).contains("waiting for an erasure");
    assertThat(DiskScan.of(warehouse, EveryJob.PERSON).found()).isEmpty();
    Map<String, String> tables = TableHashes.of(warehouse);
    assertThat(tables.get(table)).startsWith(rows);
    assertThat(jobs.run(jobs.of(job, warehouse))).as("again").isZero();
    assertThat(DiskScan.of(warehouse, EveryJob.PERSON).found()).as("again").isEmpty();
  }

  @Test
  void whatBeginsWhileAnErasureIsAtWorkWaits() throws Exception {
    Path warehouse = folder.resolve("later");
    assertThat(jobs.run(jobs.of("extract", warehouse))).isZero();
    Process erasure =
        Driver.pause(jobs.log("erase"), EveryJob.erase("extract", warehouse), "erase.removed:0");
    File log = jobs.log("compare");
    Process later = Driver.start(log, jobs.of("compare", warehouse));
    while (later.isAlive() && !Files.readString(log.toPath()).contains("waiting for an erasure")) {
      Thread.sleep(100);
    }
    assertThat(Driver.wake(erasure)).isZero();
    assertThat(later.waitFor()).as(log.toString()).isZero();
    assertThat(TableHashes.of(warehouse).get("score_blocks")).startsWith("3 rows");
  }

  /** Its lease is renewed beside the row of the one that waits. */
  @Test
  void anErasureAtWorkIsNotDisturbedByOneThatWaits() throws Exception {
    Path warehouse = folder.resolve("two");
    assertThat(jobs.run(jobs.of("extract", warehouse))).isZero();
    long paused = System.nanoTime();
    Process first =
        Driver.pause(
            jobs.log("erase"),
            EveryJob.erase("extract", warehouse),
            "erase.removed:0",
            "-Dvoxmatrix.lease-seconds=60");
    List<String> other =
        List.of("erase", "--recording=rms-3", "--wait", "--warehouse=" + warehouse);
    File log = jobs.log("other");
    Process second = Driver.start(log, other);
    try (Warehouse tables = Warehouse.embedded(warehouse)) {
      while (second.isAlive()
          && TableRows.texts(tables, VoxTable.LOCKS, "name").stream()
              .noneMatch(name -> name.startsWith("waiting/"))) {
        Thread.sleep(100);
      }
    }
    // Until the next renewal is due.
    Thread.sleep(Math.max(0, 21_000 - (System.nanoTime() - paused) / 1_000_000));
    assertThat(Driver.wake(first)).isZero();
    assertThat(second.waitFor()).as(log.toString()).isZero();
    assertThat(DiskScan.of(warehouse, EveryJob.PERSON, "rms-3").found()).isEmpty();
    assertThat(TableHashes.of(warehouse).get("voiceprints")).startsWith("2 rows");
  }

  /** A run that was asked for is another one where the sets are others. */
  @Test
  void aComparisonWithARunIdBeginsAnew() throws Exception {
    Path warehouse = folder.resolve("run-id");
    jobs.before("compare", warehouse);
    List<String> compare = new ArrayList<>(jobs.of("compare", warehouse));
    compare.add("--run-id=22222222-2222-2222-2222-222222222222");
    File log = jobs.log("compare");
    Process busy = Driver.pause(log, compare, "compare.before-tasks:0");
    Process erasure =
        Driver.start(jobs.log("erase"), EveryJob.erase("compare", warehouse, "--wait"));
    awaitErasure(warehouse, erasure);
    assertThat(Driver.wake(busy)).as(log.toString()).isZero();
    assertThat(erasure.waitFor()).isZero();
    assertThat(Files.readString(log.toPath())).contains("beginning anew");
    assertThat(DiskScan.of(warehouse, EveryJob.PERSON).found()).isEmpty();
  }

  @Test
  void patienceEnds() throws Exception {
    Path warehouse = folder.resolve("patience");
    Process busy =
        Driver.pause(jobs.log("extract"), jobs.of("extract", warehouse), "extract.before-tasks:0");
    File log = jobs.log("erase");
    int code = Driver.run(log, EveryJob.erase("extract", warehouse, "--wait=0m"));
    assertThat(code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(Files.readString(log.toPath()))
        .contains("Run " + EveryJob.EXTRACTION + " is being worked on");
    assertThat(Driver.wake(busy)).isZero();
    assertThat(TableHashes.of(warehouse).get("voiceprints")).startsWith("4 rows");
  }

  private static void awaitErasure(Path warehouse, Process erasure) throws Exception {
    try (Warehouse tables = Warehouse.embedded(warehouse)) {
      while (erasure.isAlive() && new LeaseTable(tables).erasureAhead().isEmpty()) {
        Thread.sleep(100);
      }
    }
  }
}
