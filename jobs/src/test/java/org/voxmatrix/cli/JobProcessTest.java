package org.voxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.fixtures.Driver;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.RawSets;
import org.voxmatrix.fixtures.TableHashes;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.RunRow;
import org.voxmatrix.ledger.State;
import org.voxmatrix.tables.Warehouse;

/** Command lines that need a process of their own. */
@Tag("slow")
class JobProcessTest {

  private static final String RUN = "11111111-1111-1111-1111-111111111111";

  /** What a shell reports of a process that ended on SIGINT. */
  private static final int INTERRUPTED = 130;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void explainPrintsAForecastAndWritesNothing() throws Exception {
    String a = array(RawSets.raw(1, 0, 0, 0), RawSets.raw(0, 1, 0, 0));
    String b = array(RawSets.raw(1, 0, 0, 0), RawSets.raw(0, 0, 1, 0), RawSets.raw(0, 0, 0, 1));
    Path request =
        Files.writeString(
            folder.resolve("two-sets.json"),
            "{\"voiceprints_a\":" + a + ",\"voiceprints_b\":" + b + "}");
    List<String> job =
        List.of(
            "compare",
            "--request=" + request,
            "--raw-model=any",
            "--explain",
            "--warehouse=" + warehouse());
    assertThat(Driver.start(log(), job).waitFor()).as(printed()).isZero();
    assertThat(printed())
        .contains("2 (A, columns) x 3 (B, rows), 4 values per voiceprint; 6 pairs to score")
        .containsPattern("(?m)^time +.* of scoring");
    assertThat(TableHashes.of(warehouse()).values()).allMatch(hash -> hash.startsWith("0 rows"));
    assertThat(files(warehouse())).noneMatch(file -> file.toString().contains("/data/"));
  }

  @Test
  void aMatrixTooLargeForADocumentIsDoneAndExported() throws Exception {
    String set =
        array(
            IntStream.range(0, 1_001)
                .mapToObj(i -> RawSets.raw(1, i, 0, 0))
                .toArray(String[]::new));
    Path request =
        Files.writeString(
            folder.resolve("two-sets.json"),
            "{\"voiceprints_a\":" + set + ",\"voiceprints_b\":" + set + "}");
    List<String> job =
        List.of(
            "compare",
            "--request=" + request,
            "--raw-model=any",
            "--run-id=" + RUN,
            "--warehouse=" + warehouse());
    assertThat(Driver.start(log(), job).waitFor()).as(printed()).isZero();
    assertThat(printed())
        .contains("1,001 columns (A) x 1,001 rows (B)")
        .containsPattern("(?m)^next .* export scores --run " + RUN + " --out scores");
    List<String> json = new ArrayList<>(job);
    json.set(3, "--json");
    Files.writeString(log().toPath(), "");
    assertThat(Driver.start(log(), json).waitFor()).as(printed()).isZero();
    assertThat(printed()).contains("\"state\" : \"done\"").doesNotContain("\"error\"");
  }

  @Test
  void ctrlCLeavesARunThatTheSameCommandResumes() throws Exception {
    List<String> job =
        List.of(
            "extract",
            "--manifest=" + manifest(12),
            "--warehouse=" + warehouse(),
            "--run-id=" + RUN,
            "--wave-items=1");
    Process driver = Driver.startInterruptible(log(), job);
    try (Warehouse tables = Warehouse.embedded(warehouse())) {
      Ledger ledger = new Ledger(tables);
      await(driver, () -> !ledger.wavesDone(RUN).isEmpty());
      assertThat(new ProcessBuilder("kill", "-INT", "" + driver.pid()).start().waitFor()).isZero();
      assertThat(driver.waitFor(1, TimeUnit.MINUTES)).isTrue();

      assertThat(driver.exitValue()).as(printed()).isEqualTo(INTERRUPTED);
      assertThat(printed().lines().filter(line -> line.startsWith("voxmatrix: ")))
          .singleElement()
          .asString()
          .startsWith("voxmatrix: interrupted");
      assertThat(printed()).doesNotContain("Exception", "\tat ");
      RunRow run = ledger.run(RUN).orElseThrow();
      assertThat(run.state()).isEqualTo(State.INTERRUPTED);
      assertThat(run.error()).isNull();
      assertThat(ledger.wavesDone(RUN)).hasSizeLessThan(12);

      assertThat(Driver.start(log(), job).waitFor()).as(printed()).isZero();
      assertThat(ledger.run(RUN).orElseThrow().state()).isEqualTo(State.DONE);
      assertThat(ledger.tasks(RUN)).hasSize(12).allMatch(task -> task.state() == State.DONE);
    } finally {
      driver.destroyForcibly();
    }
  }

  private interface Condition {
    boolean holds();
  }

  private void await(Process driver, Condition condition) throws IOException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.holds()) {
      assertThat(driver.isAlive() && Instant.now().isBefore(end)).as(printed()).isTrue();
      LockSupport.parkNanos(100_000_000);
    }
  }

  private String manifest(int recordings) {
    String uri = Manifests.sample("voices/english-rms/english-rms-1.wav");
    return Manifests.of(
        folder,
        IntStream.range(0, recordings)
            .mapToObj(i -> Stream.of("recording-" + i, uri))
            .flatMap(row -> row)
            .toArray(String[]::new));
  }

  private static String array(String... voiceprints) {
    return "[\"" + String.join("\",\"", voiceprints) + "\"]";
  }

  private Path warehouse() {
    return folder.resolve("warehouse");
  }

  private File log() {
    return folder.resolve("driver.log").toFile();
  }

  private String printed() throws IOException {
    return Files.readString(log().toPath());
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.toList();
    }
  }
}
