package org.voxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.iceberg.expressions.Expressions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.fixtures.Driver;
import org.voxmatrix.fixtures.TableHashes;
import org.voxmatrix.ledger.CallerIds;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.ledger.State;
import org.voxmatrix.tables.Rows;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** Repairs that are refused or killed on their way, or meet another one. */
@Tag("slow")
@Tag("faults")
class InterruptedRepairTest {

  private static final String NONE = new UUID(0, 0).toString();

  @TempDir Path temp;
  private Path folder;
  private Map<String, String> before;

  @BeforeEach
  void fill() throws Exception {
    folder = temp.resolve("warehouse");
    try (Warehouse warehouse = Warehouse.embedded(folder)) {
      warehouse.createTables();
      for (String plan : List.of("one", "two")) {
        open(warehouse, plan).finish(State.DONE);
      }
    }
    before = TableHashes.of(folder);
  }

  private static Run open(Warehouse warehouse, String plan) {
    CallerIds caller = new CallerIds(null, null);
    Run run =
        Run.open(warehouse, new Run.Request("extract", plan, "{}", null, null, null, caller, null));
    run.plan(List.of(new PlanItem(0, 0, "t" + plan, "i", null, 1, "f", 0, false, null)), 1, 0);
    return run;
  }

  /** Refused after it has registered a table in an earlier state: that is still to be said. */
  @Test
  void aRepairThatWasRefusedIsNotForgotten() throws Exception {
    try (Warehouse warehouse = Warehouse.embedded(folder);
        Run live = open(warehouse, "three")) {
      Files.delete(newestMetadata("plan_items"));
      Answer refused = run("repair", "--apply");
      assertThat(refused.code()).as(refused.toString()).isEqualTo(2);
      assertThat(refused.text()).contains("Run " + live.id() + " is being worked on");
      Answer found = run("repair");
      assertThat(found.code()).as(found.toString()).isEqualTo(2);
      assertThat(found.text())
          .containsPattern("unchecked +plan_items: registered by a repair that did not end")
          .containsPattern("gone +rows of plan_items");
      live.finish(State.DONE);
    }
    Answer repaired = run("repair", "--apply");
    assertThat(repaired.code()).as(repaired.toString()).isZero();
    assertThat(repaired.text()).containsPattern("gone +rows of plan_items");
    assertThat(run("repair").code()).isZero();
  }

  /** A lease names a run, and that of a repair is none that anybody may go on with. */
  @ParameterizedTest
  @ValueSource(strings = {"repair", "erase"})
  void theLeaseOfAKilledRepairGoesWithTheNextJob(String next) throws Exception {
    List<String> repair = List.of("repair", "--apply", "--warehouse=" + folder);
    assertThat(Driver.crash(log(), repair, "repair.before-data:0")).isEqualTo(Driver.KILLED);
    assertThat(runsOf(VoxTable.LOCKS)).containsExactly(NONE);
    Answer answer =
        next.equals("repair")
            ? run("repair", "--apply")
            : run("erase", "--recording=nobody", "--if-exists");
    assertThat(answer.code()).as(answer.toString()).isZero();
    assertThat(runsOf(VoxTable.LOCKS)).isEmpty();
    assertThat(runsOf(VoxTable.RUNS)).doesNotContain(NONE);
    if (next.equals("repair")) {
      assertThat(TableHashes.of(folder)).isEqualTo(before);
    }
  }

  /** Each finds the same catalog lost; the second must not register what the first has changed. */
  @ParameterizedTest
  @CsvSource({
    "missing, repair.before-lease:0",
    "garbage, repair.before-lease:0",
    "missing, repair.before-data:0"
  })
  void ofTwoRepairsOneIsRefused(String damage, String point) throws Exception {
    damage(damage);
    List<String> repair = List.of("repair", "--apply", "--warehouse=" + folder);
    Process first = Driver.pause(log(), repair, point);
    Answer second = run("repair", "--apply");
    assertThat(second.code()).as(second.toString()).isEqualTo(2);
    assertThat(second.text().lines().filter(line -> line.startsWith("voxmatrix: ")))
        .singleElement()
        .asString()
        .contains("Another process repairs warehouse " + folder + ": wait for it, or end that");
    assertThat(Driver.wake(first)).as(Files.readString(log().toPath())).isZero();
    assertThat(run("repair").code()).isZero();
    assertThat(TableHashes.of(folder)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "garbage"})
  void twoRepairsAtOnceDoubleNothing(String damage) throws Exception {
    damage(damage);
    List<String> repair = List.of("repair", "--apply", "--warehouse=" + folder);
    Process first = Driver.start(log(), repair);
    Process second = Driver.start(log(), repair);
    List<Integer> codes = List.of(first.waitFor(), second.waitFor());
    assertThat(codes).as(Files.readString(log().toPath())).contains(0).isSubsetOf(0, 2);
    assertThat(run("repair").code()).isZero();
    assertThat(TableHashes.of(folder)).isEqualTo(before);
  }

  private void damage(String how) throws Exception {
    for (String part : List.of("catalog.db", "catalog.db-wal", "catalog.db-shm")) {
      Files.deleteIfExists(folder.resolve(part));
    }
    if (how.equals("garbage")) {
      Files.writeString(folder.resolve("catalog.db"), "no catalog ".repeat(9_000));
    }
  }

  private Path newestMetadata(String table) throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve("main/" + table + "/metadata"))) {
      return files
          .filter(file -> file.toString().endsWith(".metadata.json"))
          .max(Path::compareTo)
          .orElseThrow();
    }
  }

  private List<String> runsOf(VoxTable table) {
    try (Warehouse warehouse = Warehouse.embedded(folder)) {
      List<String> runs = new ArrayList<>();
      Rows.read(warehouse.existing(table), Expressions.alwaysTrue())
          .forEach(row -> runs.add((String) row.getField("run_id")));
      return runs;
    }
  }

  private File log() {
    return temp.resolve("driver.log").toFile();
  }

  /** What a job ended with, and what it printed. */
  private record Answer(int code, String text) {}

  private Answer run(String... job) throws IOException {
    Path log = Files.createTempFile(temp, "job-", ".log");
    List<String> command = new ArrayList<>(List.of(job));
    command.add("--warehouse=" + folder);
    return new Answer(Driver.run(log.toFile(), command), Files.readString(log));
  }
}
