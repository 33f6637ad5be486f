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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.fixtures.Driver;
import org.voxmatrix.fixtures.TableRows;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** Exports that are killed, and done again by the same command. */
@Tag("slow")
@Tag("faults")
class KilledExportTest {

  @TempDir Path folder;

  @Test
  void theSameCommandDoesItAgainAndNothingIsLeft() throws Exception {
    try (Warehouse warehouse = Warehouse.embedded(folder.resolve("warehouse"))) {
      TableRows.add(warehouse, VoxTable.VOICEPRINTS, Map.of("id", "anna#0"));
    }
    assertThat(crash(export())).isEqualTo(Driver.KILLED);
    assertThat(names()).hasSize(1).allMatch(name -> name.startsWith(".out."));
    assertThat(run(export())).isZero();
    assertThat(names()).containsExactly("out");
    assertThat(csv()).contains("anna#0").doesNotContain("bert#0");

    try (Warehouse warehouse = Warehouse.embedded(folder.resolve("warehouse"))) {
      TableRows.add(warehouse, VoxTable.VOICEPRINTS, Map.of("id", "bert#0"));
    }
    assertThat(crash(export("--overwrite"))).isEqualTo(Driver.KILLED);
    assertThat(csv())
        .as("the old one is whole until then")
        .contains("anna#0")
        .doesNotContain("bert");
    assertThat(run(export("--overwrite"))).isZero();
    assertThat(names()).containsExactly("out");
    assertThat(csv()).contains("anna#0", "bert#0");
  }

  private List<String> export(String... more) {
    List<String> job = new ArrayList<>(List.of("export", "voiceprints", "--format=csv"));
    job.add("--warehouse=" + folder.resolve("warehouse"));
    job.add("--out=" + folder.resolve("exports/out"));
    job.addAll(List.of(more));
    return job;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("exports"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private String csv() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(folder.resolve("exports/out"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".csv")).toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  private int crash(List<String> job) throws Exception {
    return Driver.crash(log(), job, "export.before-name:0");
  }

  private int run(List<String> job) throws Exception {
    return Driver.run(log(), job);
  }

  private File log() {
    return folder.resolve("driver.log").toFile();
  }
}
