package org.voxmatrix.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.GenericStatisticsFile;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.expressions.Expressions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.fixtures.TableRows;

class TableHistoryTest {

  /** Iceberg takes clocks that differ by up to a minute. */
  private static final long AHEAD = 40_000;

  @TempDir Path folder;
  private Warehouse warehouse;

  @BeforeEach
  void open() {
    warehouse = Warehouse.embedded(folder);
    alert("zora");
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  @Test
  void aSnapshotOfAClockThatIsAheadIsForgotten() throws IOException {
    List<Path> old = files(".parquet");
    committedAhead();
    Rows.overwrite(table(), Expressions.alwaysTrue(), List.of());
    committedAhead();

    TableHistory.forget(table(), null, new Fence());

    assertThat(table().snapshots()).hasSize(1);
    assertThat(old).isNotEmpty().noneMatch(Files::exists);
  }

  @Test
  void statisticsOfThePastAreForgotten() throws IOException {
    Path statistics = Files.writeString(folder.resolve("main/alerts/metadata/old.stats"), "zora");
    table()
        .updateStatistics()
        .setStatistics(
            new GenericStatisticsFile(
                table().currentSnapshot().snapshotId(),
                statistics.toUri().toString(),
                4,
                4,
                List.of()))
        .commit();
    committedAhead();

    TableHistory.forget(table(), null, new Fence());

    assertThat(table().statisticsFiles()).isEmpty();
    assertThat(statistics).doesNotExist();
  }

  @Test
  void branchesAndTagsKeepNothing() throws IOException {
    List<Path> old = files(".parquet");
    long snapshot = table().currentSnapshot().snapshotId();
    table().manageSnapshots().createTag("kept", snapshot).createBranch("tried", snapshot).commit();
    Rows.overwrite(table(), Expressions.alwaysTrue(), List.of());

    TableHistory.forget(table(), null, new Fence());

    assertThat(table().refs()).containsOnlyKeys("main");
    assertThat(old).isNotEmpty().noneMatch(Files::exists);
  }

  @Test
  void whatTheTableHoldsNowStays() throws IOException {
    alert("anna");
    TableHistory.forget(table(), null, new Fence());
    assertThat(TableRows.texts(warehouse, VoxTable.ALERTS, "recording_id"))
        .containsExactly("anna", "zora");
    assertThat(files(".metadata.json")).hasSizeLessThanOrEqualTo(3);
  }

  /** As if the last commit had been made by a machine whose clock is ahead of ours. */
  private void committedAhead() {
    TableOperations operations = ((HasTableOperations) table()).operations();
    TableMetadata now = operations.current();
    String time = String.valueOf(now.currentSnapshot().timestampMillis());
    String later = String.valueOf(now.currentSnapshot().timestampMillis() + AHEAD);
    String json =
        TableMetadataParser.toJson(now)
            .replaceAll("(\"(?:last-updated|timestamp)-ms\"\\s*:\\s*)" + time, "$1" + later);
    operations.commit(now, TableMetadataParser.fromJson(now.metadataFileLocation(), json));
    assertThat(table().currentSnapshot().timestampMillis())
        .isGreaterThan(System.currentTimeMillis());
  }

  private void alert(String recording) {
    TableRows.add(warehouse, VoxTable.ALERTS, Map.of("recording_id", recording));
  }

  private Table table() {
    return warehouse.table(VoxTable.ALERTS);
  }

  private List<Path> files(String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }
}
