package org.voxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.fixtures.TableHashes;
import org.voxmatrix.fixtures.TableRows;
import org.voxmatrix.tables.Rows;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** A warehouse of a thousand runs whose catalog was deleted is whole again, row for row. */
@Tag("slow")
class ManyRunsRepairTest {

  private static final int RUNS = Integer.getInteger("voxmatrix.repaired-runs", 1000);
  private static final int A_COMMIT = 100;

  @TempDir Path temp;

  @Test
  void allTablesAreWholeAgainWithinAMinute() throws Exception {
    Path folder = temp.resolve("warehouse");
    try (Warehouse warehouse = Warehouse.embedded(folder)) {
      for (VoxTable kind : VoxTable.values()) {
        Table table = warehouse.table(kind);
        for (int run = 0; run < RUNS && kind != VoxTable.LOCKS; run += A_COMMIT) {
          Rows.append(table, rows(kind, table, run));
        }
      }
    }
    Map<String, String> before = TableHashes.of(folder);
    assertThat(before.entrySet())
        .filteredOn(table -> !table.getKey().equals("locks"))
        .allSatisfy(table -> assertThat(table.getValue()).startsWith(RUNS + " rows "));
    for (String part : List.of("catalog.db", "catalog.db-wal", "catalog.db-shm")) {
      Files.deleteIfExists(folder.resolve(part));
    }

    CommandRun repaired = new CommandRun();
    long begun = System.nanoTime();
    int code = repaired.of("repair", "--apply", "--warehouse=" + folder);
    Duration took = Duration.ofNanos(System.nanoTime() - begun);

    assertThat(code).as(repaired.out() + repaired.err()).isZero();
    assertThat(repaired.out()).contains("runs: %,d rows".formatted(RUNS));
    assertThat(repaired.out()).doesNotContain("taken", "gone");
    assertThat(TableHashes.of(folder)).isEqualTo(before);
    System.out.printf("%,d runs repaired in %.1f s%n", RUNS, took.toMillis() / 1e3);
    assertThat(took).isLessThan(Duration.ofMinutes(1));
  }

  /** One row of each run, in a file of its own where the table is parted by runs. */
  private static List<Record> rows(VoxTable kind, Table table, int first) {
    return IntStream.range(first, Math.min(RUNS, first + A_COMMIT))
        .mapToObj(run -> TableRows.row(table, row(kind, run)))
        .toList();
  }

  private static Map<String, ?> row(VoxTable kind, int run) {
    String id = "%08d-0000-0000-0000-000000000000".formatted(run);
    return Map.ofEntries(
        Map.entry("run_id", id),
        Map.entry("job", "enroll"),
        Map.entry("state", "done"),
        Map.entry("waves", 1),
        Map.entry("items", 1L),
        Map.entry("recording_id", "recording-" + run),
        Map.entry("profile_id", id),
        Map.entry("enrollment_id", id),
        Map.entry("enrollment_ids", List.of(id)),
        Map.entry("settled", true),
        Map.entry("status", "Enrolled"),
        Map.entry("kind", kind == VoxTable.PROFILES ? "text-dependent" : "recording"),
        Map.entry("score", run / 7.0));
  }
}
