package org.voxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.fixtures.Driver;
import org.voxmatrix.fixtures.TableRows;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** What the user of {@code erase} is told. */
@Tag("slow")
class EraseCommandTest {

  private static final String PROFILE = "7a0e5b1c-0000-4000-8000-00000000000a";

  @TempDir Path folder;
  private File log;

  @BeforeEach
  void fill() {
    log = folder.resolve("driver.log").toFile();
    try (Warehouse warehouse = Warehouse.embedded(folder.resolve("warehouse"))) {
      TableRows.add(
          warehouse, VoxTable.VOICEPRINTS, Map.of("id", "zora#0", "recording_id", "zora"));
    }
  }

  @Test
  void idsThatAreInNoTableAreNamedAndTheRestIsErased() throws Exception {
    assertThat(erase("--recording=zora", "--recording=typo-1\u001b[2J", "--profile=" + PROFILE))
        .isEqualTo(ExitCode.NOT_FOUND);
    assertThat(Files.readString(log.toPath()))
        .contains("erased      1 recording, 0 profiles")
        .contains("not found   1 recording, 1 profile: in no table; kept from coming in")
        .contains("recording typo-1\\u001b[2J")
        .contains("profile " + PROFILE);
    try (Warehouse warehouse = Warehouse.embedded(folder.resolve("warehouse"))) {
      assertThat(TableRows.texts(warehouse, VoxTable.VOICEPRINTS, "id")).isEmpty();
      assertThat(TableRows.texts(warehouse, VoxTable.SUPPRESSIONS, "kind"))
          .containsExactly("profile", "recording", "recording");
    }
    assertThat(erase("--recording=zora", "--if-exists")).isEqualTo(ExitCode.DONE);
    assertThat(erase("--recording=zora")).isEqualTo(ExitCode.NOT_FOUND);
  }

  @Test
  void reportsOutOfReachAreNamed() throws Exception {
    try (Warehouse warehouse = Warehouse.embedded(folder.resolve("warehouse"))) {
      for (String sides : List.of("zora#0 otto#0", "otto#0 zora#0", "otto#0 nina#0")) {
        TableRows.add(
            warehouse,
            VoxTable.EVALUATION_ERRORS,
            Map.of("id_a", sides.split(" ")[0], "id_b", sides.split(" ")[1]));
      }
      for (boolean personal : List.of(true, false)) {
        TableRows.add(
            warehouse,
            VoxTable.EVALUATION_REPORTS,
            Map.of("path", "/reports/%s/zora.html".formatted(personal), "personal", personal));
      }
    }
    assertThat(erase("--recording=zora")).isEqualTo(ExitCode.DONE);
    assertThat(Files.readString(log.toPath()))
        .contains("reports     1 file of evaluations with ids or voices")
        .contains("/reports/true/zora.html on ")
        .doesNotContain("/reports/false");
    try (Warehouse warehouse = Warehouse.embedded(folder.resolve("warehouse"))) {
      assertThat(TableRows.texts(warehouse, VoxTable.EVALUATION_ERRORS, "id_a", "id_b"))
          .containsExactly("otto#0 nina#0");
      assertThat(TableRows.texts(warehouse, VoxTable.EVALUATION_REPORTS, "path"))
          .containsExactly("/reports/false/erased.html", "/reports/true/erased.html");
    }
  }

  @Test
  void aReasonThatIsATextIsRefused() throws Exception {
    assertThat(erase("--recording=zora", "--reason=asked by zora")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(Files.readString(log.toPath()))
        .contains("voxmatrix: The reason is kept for good, and may name nobody: give a code");
    assertThat(erase("--recording=zora", "--reason=request-2211")).isEqualTo(ExitCode.DONE);
  }

  private int erase(String... options) throws Exception {
    List<String> job = new ArrayList<>(List.of("erase"));
    job.addAll(List.of(options));
    job.add("--warehouse=" + folder.resolve("warehouse"));
    return Driver.run(log, job);
  }
}
