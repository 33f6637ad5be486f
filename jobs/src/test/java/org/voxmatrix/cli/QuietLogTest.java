package org.voxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.fixtures.Driver;
import org.voxmatrix.fixtures.Enrollments;
import org.voxmatrix.fixtures.OldOperations;

/** What libraries warn of, and is as it should be, is not in a user's log. */
@Tag("slow")
class QuietLogTest {

  @TempDir Path folder;
  private File log;

  @BeforeEach
  void begin() {
    log = folder.resolve("log").toFile();
  }

  /** Iceberg logs each of these with a trace, and tries again. */
  @Test
  void commitsThatOthersOvertook() throws Exception {
    Path warehouse = folder.resolve("warehouse");
    OldOperations.write(warehouse, UUID.randomUUID().toString(), Duration.ZERO);
    assertThat(
            Driver.startMain(log, CommitRacers.class, List.of(warehouse.toString()), Driver.LOGGED)
                .waitFor())
        .as(said())
        .isZero();
    assertThat(said().lines().filter(line -> !line.startsWith("WARNING: Using incubator")))
        .containsExactly("32 commits");
  }

  /** Manifests of as many rows are kept. */
  @Test
  void dataThatIsCachedAlready() throws Exception {
    String profile = Enrollments.newProfile();
    Enrollments people = new Enrollments();
    for (int i = 1; i <= 3; i++) {
      people.phrase(profile, "english-rms/passport-" + i);
    }
    run("enroll", "--manifest=" + people.write(folder.resolve("people")), "--create");
    Files.writeString(log.toPath(), "");
    Enrollments gone = new Enrollments();
    for (int i = 0; i <= 10_000; i++) {
      gone.row(null, "file:/nowhere/" + i + ".wav", null, null, null);
    }
    run("identify", "--manifest=" + gone.write(folder.resolve("gone")));
    assertThat(said())
        .contains("10,001 could not be compared")
        .doesNotContain("CacheManager", " WARN ", "\tat ");
  }

  private void run(String job, String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of(job));
    command.addAll(List.of(options));
    command.add("--warehouse=" + folder.resolve("warehouse"));
    assertThat(Driver.start(log, command, Driver.LOGGED).waitFor()).as(said()).isZero();
  }

  private String said() throws IOException {
    return Files.readString(log.toPath());
  }
}
