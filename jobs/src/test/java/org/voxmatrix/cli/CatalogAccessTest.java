package org.voxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.fixtures.CatalogLocker;
import org.voxmatrix.fixtures.Driver;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.ledger.CallerIds;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.ledger.State;
import org.voxmatrix.tables.Warehouse;

/** Catalogs that may not be written, or that another process has locked. */
@Tag("slow")
@Tag("faults")
class CatalogAccessTest {

  private static final String RUN = "55555555-5555-5555-5555-555555555555";

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void fill() {
    folder = temp.resolve("warehouse");
    try (Warehouse warehouse = Warehouse.embedded(folder);
        Run run =
            Run.open(
                warehouse,
                new Run.Request(
                    "extract", "plan", "{}", null, null, RUN, new CallerIds(null, null), null))) {
      run.plan(List.of(new PlanItem(0, 0, "t", "i", null, 1, "f", 0, false, null)), 1, 0);
      run.finish(State.DONE);
    }
  }

  @Test
  void readersNeedNoWriteAccess() throws Exception {
    assertThat(readOnly("status")).contains(RUN);
    assertThat(readOnly("status", "--run=" + RUN)).contains("\"extract\"");
    assertThat(readOnly("doctor", "--deep")).containsPattern("OK +tables .* there, as long as");
    String out = temp.resolve("out").toString();
    assertThat(readOnly("export", "plan_items", "--out=" + out)).contains("1 row of plan_items");
    assertThat(readOnly("export", "nights", "--out=" + out)).contains("was never written to");
  }

  @Test
  void aReaderSeesWhatIsNotInTheFileOfTheCatalogYet() throws Exception {
    try (Connection open = open();
        Statement statement = open.createStatement()) {
      // While a connection is open, commits stay in the log beside the file.
      statement.executeQuery("SELECT count(*) FROM iceberg_tables").close();
      try (Warehouse warehouse = Warehouse.embedded(folder);
          Run run =
              Run.open(
                  warehouse,
                  new Run.Request(
                      "extract",
                      "other",
                      "{}",
                      null,
                      null,
                      null,
                      new CallerIds(null, null),
                      null))) {
        run.plan(List.of(), 0, 0);
        run.finish(State.DONE);
      }
      assertThat(Files.size(folder.resolve("catalog.db-wal"))).isPositive();
      assertThat(readOnly("status").lines().filter(line -> line.contains("extract"))).hasSize(2);
    }
  }

  @Test
  void writersSayThatTheyMayNot() throws Exception {
    String expired = readOnly("expire");
    assertThat(expired).containsOnlyOnce("may not be written: grant access");
    assertThat(expired.lines().filter(line -> line.startsWith("voxmatrix:"))).hasSize(1);
    assertThat(expired).doesNotContain("\tat ", "Exception");
  }

  @Test
  void aWriterWaitsForALock() throws Exception {
    File log = temp.resolve("log").toFile();
    Process driver;
    try (Connection open = open();
        Statement statement = open.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");
      driver = Driver.start(log, List.of("expire", "--warehouse=" + folder), Driver.LOGGED);
      assertThat(driver.waitFor(10, TimeUnit.SECONDS)).isFalse();
      statement.execute("ROLLBACK");
    }
    assertThat(driver.waitFor()).as(Files.readString(log.toPath())).isZero();
    assertThat(Files.readString(log.toPath()))
        .contains("Waiting for a process that has locked the catalog of the warehouse")
        .doesNotContain("\tat ");
  }

  /** Its lease is over long before, and nobody else can take it. */
  @Test
  void aRunAtWorkLivesThroughALock() throws Exception {
    String manifest = temp.resolve("manifest.parquet").toString();
    assertThat(
            new CommandRun()
                .of(
                    "manifest",
                    Manifests.SAMPLES.resolve("manifest.csv").toString(),
                    "--out=" + manifest))
        .isZero();
    File log = temp.resolve("log").toFile();
    Process driver =
        Driver.start(
            log,
            List.of(
                "extract",
                "--manifest=" + manifest,
                "--limit=6",
                "--wave-items=1",
                "--run-id=" + RUN.replace('5', '6'),
                "--warehouse=" + folder),
            "-Dvoxmatrix.lease-seconds=3",
            Driver.LOGGED);
    try (Warehouse warehouse = Warehouse.embedded(folder)) {
      Ledger ledger = new Ledger(warehouse);
      while (driver.isAlive() && ledger.wavesDone(RUN.replace('5', '6')).isEmpty()) {
        Thread.onSpinWait();
      }
      try (Connection open = open();
          Statement statement = open.createStatement()) {
        statement.execute("PRAGMA busy_timeout = 60000");
        statement.execute("BEGIN EXCLUSIVE");
        assertThat(driver.waitFor(12, TimeUnit.SECONDS)).isFalse();
        statement.execute("ROLLBACK");
      }
      assertThat(driver.waitFor()).as(Files.readString(log.toPath())).isZero();
      assertThat(ledger.wavesDone(RUN.replace('5', '6'))).hasSize(6);
    }
    assertThat(Files.readString(log.toPath()))
        .contains("Waiting for a process that has locked the catalog of the warehouse")
        .doesNotContain("\tat ");
  }

  @Test
  void aWriterWaitsNoLongerThanItIsTold() throws Exception {
    try (Connection open = open();
        Statement statement = open.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");
      CommandRun refused = new CommandRun();
      long begun = System.nanoTime();
      int code = refused.of("expire", "--catalog-wait=3", "--warehouse=" + folder);
      assertThat(code).as(refused.err()).isEqualTo(2);
      assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun)).isBetween(3L, 30L);
      assertThat(refused.err()).contains("is locked by another process").hasLineCount(1);
      statement.execute("ROLLBACK");
    }
  }

  /** SIGSTOP in the middle of a commit: only a person can end that. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoKeepsTheLockIsNamed(boolean stopped) throws Exception {
    File log = temp.resolve("log").toFile();
    String catalog = folder.resolve("catalog.db").toString();
    Process locker = Driver.startMain(log, CatalogLocker.class, List.of(catalog));
    try {
      while (!Files.readString(log.toPath()).contains("locked")) {
        Thread.sleep(20);
      }
      if (stopped) {
        new ProcessBuilder("kill", "-STOP", "" + locker.pid()).start().waitFor();
      }
      CommandRun refused = new CommandRun();
      int code = refused.of("expire", "--catalog-wait=3", "--warehouse=" + folder);
      assertThat(code).as(refused.err()).isEqualTo(2);
      assertThat(refused.err())
          .contains("The catalog of the warehouse is locked by process " + locker.pid())
          .contains(stopped ? "which is stopped: wake it (kill -CONT " : "wait for it")
          .contains("end it, or give more --catalog-wait")
          .hasLineCount(1);
    } finally {
      locker.destroyForcibly().waitFor();
    }
    CommandRun after = new CommandRun();
    assertThat(after.of("expire", "--warehouse=" + folder)).as(after.err()).isZero();
  }

  private Connection open() throws Exception {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("catalog.db"));
  }

  /** Runs a job to which the folder is mounted read-only, as root may write any other. */
  private String readOnly(String... job) throws Exception {
    Process trial = new ProcessBuilder("unshare", "-m", "true").start();
    assumeTrue(trial.waitFor() == 0, "needs the right to mount");
    File log = temp.resolve("log-" + System.nanoTime()).toFile();
    String mount = "mount --bind \"$0\" \"$0\" && mount -o remount,ro,bind \"$0\" && exec \"$@\"";
    int code =
        Driver.startWithin(
                log,
                List.of("unshare", "-m", "sh", "-c", mount, folder.toString()),
                concat(job),
                Driver.LOGGED)
            .waitFor();
    String said = Files.readString(log.toPath());
    assertThat(code).as(said).isIn(0, 2);
    return said;
  }

  private List<String> concat(String... job) {
    return Stream.concat(Stream.of(job), Stream.of("--warehouse=" + folder)).toList();
  }
}
