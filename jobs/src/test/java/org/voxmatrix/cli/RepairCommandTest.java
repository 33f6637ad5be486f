package org.voxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.voxmatrix.fixtures.TableHashes;
import org.voxmatrix.ledger.CallerIds;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.ledger.State;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** Catalogs that were lost in every way, and are whole again. */
class RepairCommandTest {

  private static final int RUNS = Integer.getInteger("voxmatrix.repaired-runs", 3);

  @TempDir Path temp;
  private Path folder;
  private Map<String, String> before;

  @BeforeEach
  void fill() throws Exception {
    folder = temp.resolve("warehouse");
    try (Warehouse warehouse = Warehouse.embedded(folder)) {
      warehouse.createTables();
      for (int i = 0; i < RUNS; i++) {
        try (Run run =
            Run.open(
                warehouse,
                new Run.Request(
                    "extract",
                    "plan-" + i,
                    "{}",
                    null,
                    null,
                    null,
                    new CallerIds(null, null),
                    null))) {
          run.plan(List.of(new PlanItem(0, 0, "t" + i, "i", null, 1, "f", 0, false, null)), 1, 0);
          run.finish(State.DONE);
        }
      }
    }
    before = TableHashes.of(folder);
    assertThat(before.get("runs")).startsWith(RUNS + " rows");
  }

  /** What may happen to a catalog. */
  enum Damage {
    MISSING {
      @Override
      void to(Path folder) throws Exception {
        Files.delete(folder.resolve("catalog.db"));
      }
    },
    EMPTY {
      @Override
      void to(Path folder) throws Exception {
        Files.write(folder.resolve("catalog.db"), new byte[0]);
      }
    },
    GARBAGE {
      @Override
      void to(Path folder) throws Exception {
        Files.writeString(folder.resolve("catalog.db"), "no catalog ".repeat(9_000));
      }
    },
    CUT {
      @Override
      void to(Path folder) throws Exception {
        byte[] all = Files.readAllBytes(folder.resolve("catalog.db"));
        Files.write(folder.resolve("catalog.db"), Arrays.copyOf(all, 5_000));
      }
    },
    ONE_TABLE_LOST {
      @Override
      void to(Path folder) throws Exception {
        try (Connection catalog =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("catalog.db"))) {
          catalog
              .createStatement()
              .executeUpdate("DELETE FROM iceberg_tables WHERE table_name = 'runs'");
        }
      }
    };

    abstract void to(Path folder) throws Exception;
  }

  @ParameterizedTest
  @EnumSource
  void aLostCatalogIsRefusedAndFoundAgainRowForRow(Damage damage) throws Exception {
    damage.to(folder);
    List<Path> files = dataFiles();
    for (List<String> job : List.of(List.of("status"), List.of("expire"), List.of("repair"))) {
      CommandRun refused = new CommandRun();
      assertThat(refused.of(with(job))).as(refused.out() + refused.err()).isEqualTo(2);
    }
    CommandRun told = new CommandRun();
    told.of(with(List.of("status")));
    assertThat(told.err()).contains("voxmatrix repair").hasLineCount(1);
    assertThat(dataFiles()).isEqualTo(files);

    CommandRun repaired = new CommandRun();
    long begun = System.nanoTime();
    assertThat(repaired.of(with(List.of("repair", "--apply")))).as(repaired.err()).isZero();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMinutes(1));
    assertThat(repaired.out()).contains("runs: " + RUNS + " rows");
    assertThat(TableHashes.of(folder)).isEqualTo(before);
    assertThat(new CommandRun().of(with(List.of("repair")))).isZero();
  }

  @Test
  void theNewestMetadataThatCanBeReadCounts() throws Exception {
    List<Path> metadata = metadata("runs");
    Files.delete(metadata.get(metadata.size() - 1));
    Files.writeString(
        metadata.get(0).resolveSibling("00099-00000000-0000-0000-0000-000000000000.metadata.json"),
        "{\"format-version\": 2, \"cut");
    CommandRun repaired = new CommandRun();
    assertThat(repaired.of(with(List.of("repair", "--apply")))).as(repaired.err()).isZero();
    assertThat(TableHashes.of(folder).get("runs")).startsWith(RUNS + " rows");
  }

  /** Killed between the file of a new table and the catalog: nothing was in it. */
  @Test
  void aTableThatWasNeverWrittenToIsNotMissed() throws Exception {
    Path other = temp.resolve("other");
    try (Warehouse warehouse = Warehouse.embedded(other)) {
      warehouse.table(VoxTable.RUNS);
    }
    Files.delete(other.resolve("catalog.db"));
    try (Warehouse warehouse = Warehouse.embedded(other)) {
      assertThat(warehouse.existing(VoxTable.RUNS)).isNull();
      warehouse.table(VoxTable.RUNS);
    }
  }

  private String[] with(List<String> job) {
    return Stream.concat(job.stream(), Stream.of("--warehouse", folder.toString()))
        .toArray(String[]::new);
  }

  private List<Path> metadata(String table) throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve("main/" + table + "/metadata"))) {
      return files.filter(file -> file.toString().endsWith(".metadata.json")).sorted().toList();
    }
  }

  private List<Path> dataFiles() throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      // Where only one table is lost, a lease is taken before that is noticed.
      return files
          .filter(file -> file.toString().matches(".*(parquet|avro|json)"))
          .filter(file -> !file.toString().contains("/locks/"))
          .sorted()
          .toList();
    }
  }
}
