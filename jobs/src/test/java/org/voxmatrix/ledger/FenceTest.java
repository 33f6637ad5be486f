package org.voxmatrix.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.SleepyFiles;
import org.voxmatrix.tables.TableHistory;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/**
 * A process falls asleep at every point of a commit, another one takes over, and it wakes. Both are
 * in this JVM, each with a warehouse of its own, as processes have.
 */
class FenceTest {

  /** Data file, two manifests, manifest list, metadata file: the swap follows the last. */
  private static final int FILES = 5;

  @TempDir Path folder;
  private Warehouse sleeper;
  private Warehouse other;
  private Ledger ledger;
  private Lease lease;

  @BeforeEach
  void open() {
    other = Warehouse.embedded(folder);
    Map<String, String> settings = new HashMap<>(other.sparkSettings());
    settings.put("spark.sql.catalog.vox.io-impl", SleepyFiles.class.getName());
    sleeper = Warehouse.configured(settings, new Configuration());
    ledger = new Ledger(sleeper);
    lease = Lease.acquire(sleeper, "plan", left -> "run-1");
    ledger.savePlan("run-1", List.of(item("before")));
  }

  @AfterEach
  void close() {
    SleepyFiles.sleepBefore(0, null);
    lease.close();
    sleeper.close();
    other.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void asleepBeforeAnyFileOfACommitItDoesNotBringBackWhatWasErased(int file) {
    SleepyFiles.sleepBefore(file, this::erase);
    assertThatThrownBy(
            () ->
                lease.during(
                    () -> {
                      ledger.savePlan("run-1", List.of(item("erased")));
                      return null;
                    }))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("Run run-1 was taken over by process");
    assertThat(SleepyFiles.slept()).isTrue();
    assertThat(new Ledger(other).plan("run-1")).isEmpty();
    assertThatAllFilesAreThere();
  }

  /** The last point before the swap was the last of them. */
  @Test
  void aCommitMakesSoManyFiles() {
    SleepyFiles.sleepBefore(FILES + 1, () -> {});
    ledger.savePlan("run-1", List.of(item("alone")));
    assertThat(SleepyFiles.slept()).isFalse();
    assertThat(ledger.plan("run-1")).extracting(PlanItem::itemId).containsExactly("alone");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void asleepUntilItsRunWasTakenOverAndFinishedItWritesNothing(int file) {
    SleepyFiles.sleepBefore(
        file,
        () -> {
          expire("plan");
          Lease winner = Lease.acquire(other, "plan", left -> left.orElseThrow());
          new Ledger(other).savePlan("run-1", List.of(item("winner")));
          winner.finish();
        });
    assertThatThrownBy(() -> ledger.savePlan("run-1", List.of(item("loser"))))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("Run run-1 was taken over and finished by another process");
    assertThat(new Ledger(other).plan("run-1"))
        .extracting(PlanItem::itemId)
        .containsExactly("winner");
    assertThatAllFilesAreThere();
  }

  /** Its commits have nothing to do with the sleeper's. */
  @Test
  void whoHoldsItsLeaseCommitsAcrossTheFence() {
    try (Lease beside = Lease.acquire(other, "beside", left -> "run-2")) {
      expire("plan");
      Lease.acquire(other, "plan", left -> "run-1").finish();
      new Ledger(other).savePlan(beside.runId(), List.of(item("beside")));
      assertThat(new Ledger(other).plan("run-2")).hasSize(1);
    }
  }

  /** An erasure slept, another job came and went, and the erasure goes on cleaning up. */
  @Test
  void anErasureThatSleptRemovesNothingOfLaterJobs() {
    lease.close();
    Lease erasure = Lease.exclusive(sleeper, left -> "erasure");
    // The first file of the clean-up; what is an orphan has not been looked for yet.
    SleepyFiles.sleepBefore(
        1,
        () -> {
          expire(LeaseRow.EXCLUSIVE);
          try (Lease later = Lease.acquire(other, "later", left -> "run-3")) {
            new Ledger(other).savePlan(later.runId(), List.of(item("later")));
          }
        });
    assertThatThrownBy(() -> TableHistory.forget(sleeper, VoxTable.PLAN_ITEMS, null))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("Run erasure was taken over by process");
    assertThat(new Ledger(other).plan("run-3")).hasSize(1);
    assertThatAllFilesAreThere();
    erasure.close();
  }

  /** With clocks that differ, the sleeper may take its lease for valid. */
  @Test
  void aLeaseThatAnErasureHasPassedOverIsNotRenewed() {
    erase();
    assertThatThrownBy(lease::confirm)
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("taken over by process");
  }

  @Test
  void aRunThatExpiredIsNotGoneOnWith() {
    expire("plan");
    new LeaseTable(other).forget(List.of("run-1"));
    assertThatThrownBy(() -> ledger.savePlan("run-1", List.of(item("late"))))
        .isInstanceOf(RequestException.class);
  }

  private void erase() {
    expire("plan");
    Lease erasure = Lease.exclusive(other, left -> "erasure");
    new Ledger(other).savePlan("run-1", List.of());
    assertThat(TableHistory.forget(other, VoxTable.PLAN_ITEMS, null)).isNotNegative();
    erasure.finish();
  }

  /** As the term of a lease ends that nobody renews. */
  private void expire(String name) {
    LeaseTable table = new LeaseTable(other);
    LeaseRow row = table.find(name).orElseThrow();
    assertThat(table.replace(row, List.of(row.until(Instant.now().minusMillis(1))))).isTrue();
  }

  private static PlanItem item(String id) {
    return new PlanItem(0, 0, id, id, null, 1L, "file", 0L, false, null);
  }

  private void assertThatAllFilesAreThere() {
    Table plans = other.table(VoxTable.PLAN_ITEMS);
    try (CloseableIterable<FileScanTask> tasks = plans.newScan().planFiles()) {
      tasks.forEach(
          task -> assertThat(plans.io().newInputFile(task.file().location()).exists()).isTrue());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
