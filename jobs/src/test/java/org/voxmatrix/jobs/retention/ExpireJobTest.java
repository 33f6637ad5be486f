package org.voxmatrix.jobs.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.fixtures.DiskScan;
import org.voxmatrix.fixtures.TableRows;
import org.voxmatrix.ledger.Lease;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

class ExpireJobTest {

  private static final Instant NOW = Instant.now();

  @TempDir Path folder;
  private Warehouse warehouse;

  @BeforeEach
  void open() {
    warehouse = Warehouse.embedded(folder);
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  @Test
  void operationsGoADayAfterTheirLastAction() {
    operation("old", Duration.ofHours(24).plusSeconds(1));
    operation("young", Duration.ofHours(23));
    assertThat(ExpireJob.operations(warehouse, ExpireSettings.DEFAULT.operations())).isEqualTo(1);
    assertThat(TableRows.texts(warehouse, VoxTable.OPERATIONS, "operation_id"))
        .containsExactly("young");
    assertThat(ExpireJob.operations(warehouse, ExpireSettings.DEFAULT.operations())).isZero();
    assertThat(ExpireJob.operations(warehouse, null)).isZero();
    assertThat(ExpireJob.operations(warehouse, Duration.ofHours(22))).isEqualTo(1);
  }

  @Test
  void anEmptyWarehouseHasNothingToRemove() {
    assertThat(
            new ExpireJob(warehouse, ExpireSettings.DEFAULT.withVoiceprints(Duration.ZERO))
                .execute())
        .isEqualTo(new ExpireResult(0, 0, 0, 0));
  }

  @Test
  void runsGoWithPlansAndTasksAndWithoutResults() {
    for (String run : new String[] {"old", "young"}) {
      Instant at = NOW.minus(Duration.ofDays(run.equals("old") ? 31 : 29));
      TableRows.add(
          warehouse,
          VoxTable.RUNS,
          Map.of("run_id", run, "state", "done", "created_at", at, "updated_at", at));
      TableRows.add(warehouse, VoxTable.PLAN_ITEMS, Map.of("run_id", run));
      TableRows.add(warehouse, VoxTable.TASKS, Map.of("run_id", run, "finished_at", at));
      TableRows.add(warehouse, VoxTable.VOICEPRINTS, Map.of("run_id", run, "extracted_at", at));
    }
    assertThat(new ExpireJob(warehouse, ExpireSettings.DEFAULT).execute().runs()).isEqualTo(1);
    for (VoxTable table : new VoxTable[] {VoxTable.RUNS, VoxTable.PLAN_ITEMS, VoxTable.TASKS}) {
      assertThat(TableRows.texts(warehouse, table, "run_id")).containsExactly("young");
    }
    assertThat(TableRows.texts(warehouse, VoxTable.VOICEPRINTS, "run_id")).hasSize(2);
  }

  @Test
  void voiceprintsStayUnlessATimeIsSet() {
    voiceprint("old", NOW.minus(Duration.ofDays(100)));
    voiceprint("young", NOW.minus(Duration.ofDays(98)));
    TableRows.add(warehouse, VoxTable.VOICEPRINTS, Map.of("id", "of unknown age"));
    assertThat(new ExpireJob(warehouse, ExpireSettings.DEFAULT).execute().voiceprints()).isZero();
    ExpireJob job =
        new ExpireJob(warehouse, ExpireSettings.DEFAULT.withVoiceprints(Duration.ofDays(99)));
    assertThat(job.execute().voiceprints()).isEqualTo(1);
    assertThat(TableRows.texts(warehouse, VoxTable.VOICEPRINTS, "id"))
        .containsExactly("of unknown age", "young");
  }

  /** Rows of removed files are on disk until their snapshots are old. */
  @Test
  void whatWasRemovedIsOnDiskUntilItsSnapshotGoes() throws IOException {
    operation("zora", Duration.ofDays(2));
    operation("young", Duration.ZERO);
    new ExpireJob(warehouse, ExpireSettings.DEFAULT).execute();
    assertThat(DiskScan.of(folder, "zora").folders()).contains("main/operations/data");
    assertThat(
            new ExpireJob(warehouse, ExpireSettings.DEFAULT.withSnapshots(Duration.ZERO))
                .execute()
                .tables())
        .isPositive();
    assertThat(DiskScan.of(folder, "zora").folders()).doesNotContain("main/operations/data");
    assertThat(TableRows.texts(warehouse, VoxTable.OPERATIONS, "operation_id"))
        .containsExactly("young");
  }

  @Test
  void nothingExpiresDuringAnErasure() {
    Lease erasure = Lease.exclusive(warehouse, left -> "erasure-1");
    assertThatThrownBy(() -> new ExpireJob(warehouse, ExpireSettings.DEFAULT).execute())
        .hasMessageContaining("An erasure or repair, run erasure-1");
    erasure.finish();
    new ExpireJob(warehouse, ExpireSettings.DEFAULT).execute();
  }

  private void operation(String id, Duration age) {
    TableRows.add(
        warehouse,
        VoxTable.OPERATIONS,
        Map.of("run_id", id, "operation_id", id, "last_action_at", NOW.minus(age)));
  }

  private void voiceprint(String id, Instant extractedAt) {
    TableRows.add(
        warehouse,
        VoxTable.VOICEPRINTS,
        Map.of("run_id", id, "id", id, "extracted_at", extractedAt));
  }
}
