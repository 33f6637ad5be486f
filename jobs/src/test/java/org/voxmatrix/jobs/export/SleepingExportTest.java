package org.voxmatrix.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.fixtures.DiskScan;
import org.voxmatrix.fixtures.Driver;
import org.voxmatrix.fixtures.EveryJob;
import org.voxmatrix.fixtures.TableHashes;

/** Exports that sleep while others erase, expire or add rows, and wake. */
@Tag("slow")
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SleepingExportTest {

  @TempDir static Path folder;
  private EveryJob jobs;

  @BeforeAll
  void inputs() throws IOException {
    jobs = new EveryJob(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "export.before-read:0, voiceprints, erase, while they were exported",
    "export.before-name:0, voiceprints, erase, while they were exported",
    "export.before-read:0, tasks, expire,",
    "export.before-name:0, tasks, expire,",
    "export.before-read:0, voiceprints, expire,",
    "export.before-read:0, voiceprints, compare,",
    "export.before-name:0, tasks, compare,",
  })
  void othersWorkMeanwhile(String point, String table, String other, String refusal)
      throws Exception {
    Path warehouse = folder.resolve(String.join("-", table, other, point.replace(':', '-')));
    jobs.before("compare", warehouse);
    Path out = Path.of(warehouse + "-out").resolve("people");
    List<String> export =
        List.of("export", table, "--format=csv", "--out=" + out, "--warehouse=" + warehouse);
    File log = jobs.log("export");
    Process sleeper = Driver.pause(log, export, point);
    assertThat(jobs.run(meanwhile(other, warehouse))).isZero();
    Map<String, String> before = TableHashes.of(warehouse);

    int code = Driver.wake(sleeper);

    String said = Files.readString(log.toPath());
    assertThat(code).as(said).isEqualTo(refusal == null ? ExitCode.DONE : ExitCode.BAD_INPUT);
    assertThat(TableHashes.of(warehouse)).isEqualTo(before);
    if (refusal != null) {
      assertThat(said.lines().filter(line -> line.startsWith("voxmatrix: ")))
          .singleElement()
          .asString()
          .contains(refusal);
      assertThat(said).doesNotContain("\tat ");
      assertThat(names(out.getParent())).as("nothing of it is left").isEmpty();
      assertThat(jobs.run(export)).isZero();
    }
    assertThat(names(out.getParent())).containsExactly("people");
    boolean expired = other.equals("expire") && table.equals("tasks") && point.contains("read");
    assertThat(DiskScan.of(out, EveryJob.PERSON).found().isEmpty())
        .isEqualTo(expired || other.equals("erase"));
  }

  private List<String> meanwhile(String job, Path warehouse) {
    if (job.equals("erase")) {
      return EveryJob.erase(job, warehouse);
    }
    List<String> command = new ArrayList<>(jobs.of(job, warehouse));
    if (job.equals("expire")) {
      command.add("--retention-snapshots=0m");
    }
    return command;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
