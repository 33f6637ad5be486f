package org.voxmatrix.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.OwnWarehouse;
import org.voxmatrix.fixtures.RawSets;
import org.voxmatrix.jobs.compare.CompareJob;
import org.voxmatrix.jobs.compare.CompareSettings;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.tables.catalog.CatalogSettings;

/** A warehouse is one folder, however it is called. */
class WarehousePathTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"my calls", "a#b", "Größe", "100%", "a%20b", "who?", "a+b&c=d;e", "[x]*"})
  void allTablesAreInTheGivenFolder(String name) throws IOException {
    Path given = folder.resolve(name);
    String location;
    try (Warehouse warehouse = Warehouse.embedded(given)) {
      warehouse.createTables();
      location = warehouse.table(VoxTable.RUNS).location();
    }
    assertThat(location).isEqualTo("file://" + given + "/main/runs");
    assertThat(given.resolve("catalog.db")).isRegularFile();
    assertThat(given.resolve("main/runs/metadata")).isDirectory();
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).containsExactly(given);
    }
    try (Warehouse again = Warehouse.embedded(given)) {
      assertThat(new Ledger(again).runs()).isEmpty();
    }
  }

  @Test
  void aJobReadsAndWritesThere() throws Exception {
    String set = RawSets.write(folder, "set", RawSets.random(3, 4, 1));
    Path given = Files.createDirectories(folder.resolve("w")).resolve("Größe #1 100%");
    try (OwnWarehouse own = OwnWarehouse.in(given)) {
      String run = UUID.randomUUID().toString();
      new CompareJob(
              own.context().withRunId(run), CompareSettings.of(set, set).withRawModel("random"))
          .execute();
      assertThat(own.spark().sql("SELECT * FROM vox.main.score_blocks").count()).isPositive();
      assertThat(new Ledger(own.warehouse()).run(run)).isPresent();
      assertThat(new TableFiles(own.warehouse(), VoxTable.RUNS).freeBytes(new Configuration()))
          .isPositive();
    }
    try (Stream<Path> all = Files.list(folder.resolve("w"))) {
      assertThat(all).containsExactly(given);
    }
  }

  /** What it would change, and clean up, is the original. */
  @Test
  void aCopyIsRefused() throws IOException {
    Path original = folder.resolve("original");
    try (Warehouse warehouse = Warehouse.embedded(original)) {
      warehouse.createTables();
    }
    Path copy = folder.resolve("copy");
    try (Stream<Path> files = Files.walk(original)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(original.relativize(file)));
      }
    }
    Path link = Files.createSymbolicLink(folder.resolve("link"), original);

    try (Warehouse warehouse = Warehouse.embedded(copy)) {
      assertThatThrownBy(() -> warehouse.table(VoxTable.RUNS))
          .isInstanceOf(RequestException.class)
          .hasMessageContaining("was copied or moved: its tables are still " + original + "/main");
      assertThatThrownBy(() -> new Ledger(warehouse).runs()).isInstanceOf(RequestException.class);
    }
    try (Warehouse warehouse = Warehouse.embedded(link)) {
      assertThat(new Ledger(warehouse).runs()).isEmpty();
    }
    Files.move(original, folder.resolve("aside"));
    Files.delete(link);
    Files.move(copy, original);
    try (Warehouse warehouse = Warehouse.embedded(original)) {
      assertThat(new Ledger(warehouse).runs()).isEmpty();
    }
  }

  @Test
  void aWarehouseWhoseTablesAreBesideItStillOpens() throws IOException {
    Path given = Files.createDirectories(folder.resolve("my calls"));
    String encoded = given.toUri().toString().replaceFirst("/$", "");
    var catalog =
        CatalogUtil.buildIcebergCatalog(
            CatalogSettings.NAME,
            java.util.Map.of(
                "type",
                "jdbc",
                "uri",
                "jdbc:sqlite:" + given.resolve("catalog.db"),
                "jdbc.schema-version",
                "V1",
                "warehouse",
                encoded),
            new Configuration());
    TableIdentifier runs = TableIdentifier.of(CatalogSettings.NAMESPACE, VoxTable.RUNS.tableName());
    ((org.apache.iceberg.catalog.SupportsNamespaces) catalog).createNamespace(runs.namespace());
    Table before =
        catalog.createTable(
            runs, VoxTable.RUNS.schema(), VoxTable.RUNS.spec(), TableProperties.of(VoxTable.RUNS));
    assertThat(folder.resolve("my%20calls/main/runs")).isDirectory();
    try (Warehouse warehouse = Warehouse.embedded(given)) {
      assertThat(warehouse.existing(VoxTable.RUNS).location()).isEqualTo(before.location());
      assertThat(new Ledger(warehouse).runs()).isEqualTo(List.of());
    }
  }
}
