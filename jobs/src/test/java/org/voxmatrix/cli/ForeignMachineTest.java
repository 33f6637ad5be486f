package org.voxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.fixtures.Driver;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.TableHashes;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.State;
import org.voxmatrix.tables.Warehouse;

/** Machines and Sparks that somebody else has set up. */
@Tag("slow")
@Tag("faults")
class ForeignMachineTest {

  private static final String RUN = "66666666-6666-6666-6666-666666666666";

  @TempDir Path folder;
  private List<String> extract;
  private File log;

  @BeforeEach
  void job() {
    log = folder.resolve("log").toFile();
    extract =
        List.of(
            "extract",
            "--manifest="
                + Manifests.of(
                    folder, "one", Manifests.sample("voices/english-rms/english-rms-1.wav")),
            "--run-id=" + RUN,
            "--warehouse=" + folder.resolve("warehouse"));
  }

  /** As in containers that are given any number for their user. */
  @Test
  void aUserWithoutAnEntryInPasswdExtracts() throws Exception {
    List<String> stranger = List.of("unshare", "--user", "--map-user=54321");
    assumeTrue(runs(stranger), "needs namespaces of users");
    assertThat(Driver.startWithin(log, stranger, extract, Driver.LOGGED).waitFor())
        .as(said())
        .isZero();
    assertThat(TableHashes.of(folder.resolve("warehouse")).get("voiceprints")).startsWith("1 rows");
  }

  @Test
  void aTemporaryFolderThatBarsProgramsIsNamed() throws Exception {
    assumeTrue(runs(List.of("unshare", "-m")), "needs the right to mount");
    Path temporary = Files.createDirectory(folder.resolve("noexec"));
    String mount = "mount -t tmpfs -o noexec tmpfs \"$0\" && exec \"$@\"";
    int code =
        Driver.startWithin(
                log,
                List.of("unshare", "-m", "sh", "-c", mount, temporary.toString()),
                extract,
                Driver.LOGGED,
                "-Djava.io.tmpdir=" + temporary)
            .waitFor();
    assertThat(code).as(said()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(said().lines().filter(line -> line.startsWith("voxmatrix:")))
        .singleElement()
        .asString()
        .contains("noexec");
    assertThat(said()).doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark.master=nonsense",
        "spark.plugins=com.example.Nope",
        "spark.extraListeners=com.example.Nope",
        "spark.sql.catalogImplementation=hive"
      })
  void settingsThatSparkDoesNotStartWithAreOneLine(String setting) throws Exception {
    int code = Driver.start(log, extract, Driver.LOGGED, "-D" + setting).waitFor();
    assertThat(code).as(said()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(said().lines().filter(line -> line.startsWith("voxmatrix:")))
        .singleElement()
        .asString()
        .contains("Spark does not start with the settings that it has (", "VOXMATRIX_JAVA_OPTS")
        .containsAnyOf("nonsense", "com.example.Nope", "Hive");
    assertThat(said()).doesNotContain("\tat ", " ERROR ", " WARN ");
  }

  /** A device that is always full; nobody who reads is no failure. */
  @ParameterizedTest
  @CsvSource({
    "exec \"$0\" \"$@\" > /dev/full, 2",
    "\"$0\" \"$@\" | true; exit ${PIPESTATUS[0]}, 0"
  })
  void whatCannotBePrintedIsSaid(String shell, int code) throws Exception {
    Process driver =
        Driver.startWithin(
            log, List.of("bash", "-c", shell), List.of("extract", "--help"), Driver.LOGGED);
    assertThat(driver.waitFor()).as(said()).isEqualTo(code);
    List<String> lost =
        List.of(
            "voxmatrix: Standard output cannot be written (No space left on device): print"
                + " elsewhere, or free space.");
    assertThat(said().lines().filter(line -> !line.startsWith("WARNING: Using incubator")).toList())
        .isEqualTo(code == 0 ? List.of() : lost);
  }

  /** Another loader's classes on executors: the run is done only with its rows. */
  @Test
  void classesOfAnotherLoaderLoseNothing() throws Exception {
    int code =
        Driver.start(log, extract, "-Dspark.executor.userClassPathFirst=true", Driver.LOGGED)
            .waitFor();
    try (Warehouse warehouse = Warehouse.embedded(folder.resolve("warehouse"))) {
      State state = new Ledger(warehouse).run(RUN).orElseThrow().state();
      assertThat(state == State.DONE).as(said()).isEqualTo(code == ExitCode.DONE);
      if (state == State.DONE) {
        assertThat(new Ledger(warehouse).tasks(RUN)).hasSize(1);
      }
    }
  }

  private static boolean runs(List<String> outer) throws Exception {
    List<String> trial = new ArrayList<>(outer);
    trial.add("true");
    return new ProcessBuilder(trial).start().waitFor() == 0;
  }

  private String said() throws Exception {
    return Files.exists(log.toPath()) ? Files.readString(log.toPath()) : "";
  }
}
