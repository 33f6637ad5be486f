package org.voxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.fixtures.Driver;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.TableHashes;
import org.voxmatrix.fixtures.TableRows;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** Several runs of one plan whose rows are lost: the same command goes on with each in turn. */
@Tag("slow")
@Tag("faults")
class SeveralRunsTest {

  private static final String EXTRACTED = "33333333-3333-3333-3333-333333333333";

  @TempDir Path temp;

  @Test
  void eachIsDoneAgain() throws Exception {
    String voice = Manifests.sample("voices/english-rms/english-rms-1.wav");
    String manifest = Manifests.of(temp, "first", voice, "second", voice);
    done(List.of("extract", "--manifest=" + manifest, "--run-id=" + EXTRACTED));
    List<String> compare = List.of("compare", "--a=run:" + EXTRACTED, "--self", "--matrix");
    done(compare);
    done(compare);
    assertThat(Driver.crash(log(), in(compare), "compare.before-tasks:0")).isEqualTo(Driver.KILLED);
    List<String> runs = rows(VoxTable.RUNS, "run_id");
    assertThat(runs).as("an extraction and three comparisons").hasSize(4);
    assertThat(rows(VoxTable.SCORE_BLOCKS, "row_id")).as("of two of them").hasSize(4);

    for (Path file : dataFiles("score_blocks")) {
      Files.delete(file);
    }
    done(List.of("repair", "--apply"));
    assertThat(rows(VoxTable.SCORE_BLOCKS, "run_id")).isEmpty();
    assertThat(rows(VoxTable.RUNS, "state"))
        .containsExactly("done", "running", "running", "running");
    for (int comparison = 0; comparison < 3; comparison++) {
      done(compare);
    }
    assertThat(rows(VoxTable.RUNS, "run_id")).as("no other has begun").isEqualTo(runs);
    assertThat(rows(VoxTable.RUNS, "state")).containsOnly("done");
    assertThat(rows(VoxTable.SCORE_BLOCKS, "run_id", "row_id")).doesNotHaveDuplicates().hasSize(6);
    assertThat(rows(VoxTable.LOCKS, "name")).isEmpty();
    TableHashes.requireWhole(folder());
  }

  private List<Path> dataFiles(String table) throws IOException {
    try (Stream<Path> files = Files.walk(folder().resolve("main/" + table + "/data"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private List<String> rows(VoxTable table, String... columns) {
    try (Warehouse warehouse = Warehouse.embedded(folder())) {
      return TableRows.texts(warehouse, table, columns);
    }
  }

  private Path folder() {
    return temp.resolve("warehouse");
  }

  private File log() {
    return temp.resolve("driver.log").toFile();
  }

  private List<String> in(List<String> job) {
    List<String> command = new ArrayList<>(job);
    command.add("--warehouse=" + folder());
    return command;
  }

  private void done(List<String> job) throws IOException {
    assertThat(Driver.run(log(), in(job))).as(Files.readString(log().toPath())).isZero();
  }
}
