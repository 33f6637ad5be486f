package org.voxmatrix.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.storage.Owner;
import org.voxmatrix.tables.Warehouse;

/** A process that slept until another one took its run over leaves the run to that one. */
class LostRunTest {

  private static final Run.Request REQUEST =
      new Run.Request("extract", "key", "{}", null, null, "run-1", new CallerIds(null, null), null);

  private static final String LOST = "Run run-1 was taken over by process 1 on elsewhere";

  @TempDir Path folder;
  private Warehouse warehouse;
  private Run slept;
  private RunRow winners;

  @BeforeEach
  void open() {
    warehouse = Warehouse.embedded(folder);
    slept = Run.open(warehouse, REQUEST);
    slept.plan(List.of(), 1, 0);
    Owner winner = new Owner("elsewhere", 1, 1, "");
    Instant now = Instant.now();
    LeaseRow taken =
        new LeaseRow("extract/key", "run-1", winner.toString(), now, now.plusSeconds(90));
    assertThat(new LeaseTable(warehouse).rivals("extract/key").put(taken)).isTrue();
    winners = slept.row().withState(State.RUNNING).withOwner(winner.toString());
    new Ledger(warehouse).save(winners);
  }

  @AfterEach
  void close() {
    slept.close();
    assertThat(new Ledger(warehouse).run("run-1").orElseThrow())
        .as("still running, by the winner")
        .extracting(RunRow::state, RunRow::owner, RunRow::error)
        .containsExactly(State.RUNNING, winners.owner(), null);
    assertThat(new LeaseTable(warehouse).isLive("run-1")).isTrue();
    warehouse.close();
  }

  @Test
  void itsFailureIsNotWritten() {
    assertThatThrownBy(() -> slept.fail("{}")).hasMessageContaining(LOST);
  }

  @Test
  void itsEndIsNotWritten() {
    assertThatThrownBy(() -> slept.finish(State.DONE)).hasMessageContaining(LOST);
  }

  @Test
  void itDoesNotTakeTheRunUpAgain() {
    assertThatThrownBy(() -> slept.resume()).hasMessageContaining(LOST);
  }
}
