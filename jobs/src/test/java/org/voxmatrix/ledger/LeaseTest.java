package org.voxmatrix.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.expressions.Expressions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.storage.Owner;
import org.voxmatrix.tables.Rows;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

class LeaseTest {

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
  void aSecondHolderIsRefusedAndToldWhoHoldsIt() {
    try (Lease held = Lease.acquire(warehouse, "plan", left -> "run-1")) {
      assertThatThrownBy(() -> Lease.acquire(warehouse, "plan", left -> "run-2"))
          .isInstanceOf(RequestException.class)
          .hasMessageContaining("Run run-1 is being worked on by process")
          .hasMessageContaining(String.valueOf(ProcessHandle.current().pid()));
      assertThat(new LeaseTable(warehouse).isLive(held.runId())).isTrue();
    }
  }

  @Test
  void anotherPlanMayRunBeside() {
    try (Lease one = Lease.acquire(warehouse, "one", left -> "run-1");
        Lease two = Lease.acquire(warehouse, "two", left -> "run-2")) {
      assertThat(one.runId()).isNotEqualTo(two.runId());
    }
  }

  @Test
  void besideTheExclusiveLeaseThereIsNoOther() {
    Lease exclusive = Lease.exclusive(warehouse, left -> "erasure-1");
    assertThatThrownBy(() -> Lease.acquire(warehouse, "plan", left -> "run-1"))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining(
            "An erasure or repair, run erasure-1, is being carried out by process");
    assertThatThrownBy(() -> Lease.exclusive(warehouse, left -> "erasure-2"))
        .hasMessageContaining("run erasure-1");
    exclusive.finish();
    try (Lease plan = Lease.acquire(warehouse, "plan", left -> "run-1")) {
      assertThatThrownBy(() -> Lease.exclusive(warehouse, left -> "erasure-3"))
          .hasMessageContaining("Run " + plan.runId() + " is being worked on by process");
    }
    Lease.exclusive(warehouse, left -> "erasure-4").finish();
  }

  @Test
  void exclusiveLeasesRaceForOnePlace() {
    assertThat(race("erasure", "erasure", "erasure", "erasure")).containsExactly("erasure");
    assertThat(race("plan-1", "plan-2")).isEmpty();
    assertThat(rows()).hasSize(1);
  }

  @Test
  void noExclusiveLeaseIsTakenBesideThoseThatRaceWithIt() {
    try (Lease first = Lease.acquire(warehouse, "first", left -> "run-0")) {
      assertThat(race("plan-1", "erasure", "plan-2", "erasure", "plan-3", "erasure"))
          .containsExactly("plan-1", "plan-2", "plan-3");
      first.check();
    }
  }

  /** Who is first is left to chance; an erasure is alone, and without one no plan is refused. */
  @Test
  void whoeverWinsTheRaceAnErasureIsAlone() {
    List<String> winners = race("erasure", "plan-1", "erasure", "plan-2", "erasure", "plan-3");
    assertThat(rows()).hasSameSizeAs(winners);
    assertThat(Set.copyOf(winners))
        .isIn(Set.of("erasure"), Set.of("plan-1", "plan-2", "plan-3"))
        .hasSameSizeAs(winners);
  }

  /** Both have looked before either writes, which the race above may or may not come to. */
  @ParameterizedTest
  @CsvSource({"exclusive, plan", "plan, exclusive", "exclusive, exclusive", "plan, plan"})
  void ofTwoThatSawNobodyTheFirstToWriteWins(String first, String second) {
    LeaseTable table = new LeaseTable(warehouse);
    Map<String, String> names = Map.of("exclusive", LeaseRow.EXCLUSIVE, "plan", "plan");
    LeaseTable.Rivals slow = table.rivals(names.get(second));
    LeaseTable.Rivals fast = table.rivals(names.get(first));
    assertThat(slow.live()).isEmpty();
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    LeaseRow winner = row(names.get(first), "run-1", Owner.self(), now, now.plusSeconds(90));
    LeaseRow loser = row(names.get(second), "run-2", Owner.self(), now, now.plusSeconds(90));
    assertThat(fast.put(winner)).isTrue();
    assertThat(slow.put(loser)).isFalse();
    assertThat(rows()).containsExactly(winner);
  }

  /** Lets all at once ask for their lease, and names those that got it. */
  private List<String> race(String... names) {
    return Arrays.stream(names)
        .parallel()
        .filter(
            name -> {
              try {
                if (name.equals("erasure")) {
                  Lease.exclusive(warehouse, left -> "erasure");
                } else {
                  Lease.acquire(warehouse, name, left -> "run of " + name);
                }
                return true;
              } catch (RequestException refused) {
                return false;
              }
            })
        .toList();
  }

  @Test
  void theNextHolderLearnsWhichRunWasLeft() {
    Lease.acquire(warehouse, "plan", left -> "run-1").close();
    try (Lease next = Lease.acquire(warehouse, "plan", Optional::orElseThrow)) {
      assertThat(next.runId()).isEqualTo("run-1");
    }
  }

  /** As after a repair: each is gone on with once, after the one that was interrupted. */
  @Test
  void severalRunsOfAPlanAreLeftInTurn() {
    LeaseTable table = new LeaseTable(warehouse);
    Lease.acquire(warehouse, "plan", left -> "run-1").close();
    table.remember("plan", "run-2");
    table.remember("plan", "run-3");
    table.remember("plan", "run-3");
    table.remember("plan-2", "other");
    for (String next : List.of("run-1", "run-2", "run-3")) {
      Lease taken = Lease.acquire(warehouse, "plan", Optional::orElseThrow);
      assertThat(taken.runId()).isEqualTo(next);
      taken.finish();
    }
    Lease.acquire(warehouse, "plan", left -> left.orElse("new")).finish();
    assertThat(table.all()).extracting(LeaseRow::runId).containsExactly("other");
  }

  /** A run that is asked for by its id is taken from its place, and the others stay. */
  @Test
  void oneOfSeveralRunsMayBeChosen() {
    LeaseTable table = new LeaseTable(warehouse);
    table.remember("plan", "run-1");
    table.remember("plan", "run-2");
    Lease.acquire(warehouse, "plan", left -> "run-2").finish();
    assertThat(table.all()).extracting(LeaseRow::runId).containsExactly("run-1");
  }

  @Test
  void aFinishedPlanLeavesNothing() {
    Lease.acquire(warehouse, "plan", left -> "run-1").finish();
    assertThat(Rows.read(warehouse.table(VoxTable.LOCKS), Expressions.alwaysTrue())).isEmpty();
  }

  @Test
  void aHolderThatHasEndedHoldsNothing() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    Owner self = Owner.self();
    Owner owner = new Owner(self.host(), ended.pid(), self.started() + 1, self.kernel());
    ended.waitFor();
    Instant now = Instant.now();
    assertThat(row("plan", "run", owner, now, now.plusSeconds(60)).live()).isFalse();
  }

  @Test
  void aNumberGivenToALaterProcessIsNotTheOwner() {
    Owner self = Owner.self();
    Owner before = new Owner(self.host(), self.pid(), self.started() - 1, self.kernel());
    assertThat(before.ended()).isTrue();
    assertThat(self.ended()).isFalse();
    assertThat(Owner.parse(self.toString())).isEqualTo(self);
  }

  /**
   * A host of this name in a container, one after a restart, or one named by an earlier version.
   */
  @Test
  void whereANumberMayMeanAnotherProcessItTellsNothing() {
    Owner self = Owner.self();
    String boot = self.kernel().substring(0, self.kernel().indexOf('/'));
    for (String kernel : List.of(boot + "/1", "another-boot/1", "")) {
      Owner other = new Owner(self.host(), Integer.MAX_VALUE, 1, kernel);
      assertThat(Owner.parse(other.toString())).isEqualTo(other);
      assertThat(other.ended()).isFalse();
    }
    assertThat(Owner.parse("host:1:1795000000000").ended()).isFalse();
  }

  @Test
  void aHolderOnAnotherMachineHoldsUntilItsTermEnds() {
    Owner elsewhere = new Owner("elsewhere", 1, 1, "");
    Instant now = Instant.now();
    assertThat(row("plan", "run", elsewhere, now, now.plusSeconds(60)).live()).isTrue();
    assertThat(row("plan", "run", elsewhere, now, now.minusSeconds(1)).live()).isFalse();
  }

  @Test
  void onlyOneOfManyProcessesWins() throws Exception {
    List<Integer> attempts = List.of(1, 2, 3, 4, 5, 6);
    long winners =
        attempts.parallelStream()
            .map(
                attempt -> {
                  try {
                    Lease.acquire(warehouse, "race", left -> "run-" + attempt);
                    return true;
                  } catch (RequestException refused) {
                    return false;
                  }
                })
            .filter(won -> won)
            .count();
    assertThat(winners).isEqualTo(1);
  }

  /** As when the process slept until its term was over. */
  @Test
  void aLeaseThatAnotherHasTakenIsNoLongerOursToGiveUp() {
    Lease slept = Lease.acquire(warehouse, "plan", left -> "run-1");
    LeaseRow winner = takenElsewhere("plan", "run-1");
    slept.close();
    assertThat(rows()).containsExactly(winner);

    Lease finished = Lease.acquire(warehouse, "other", left -> "run-2");
    LeaseRow second = takenElsewhere("other", "run-2");
    finished.finish();
    assertThat(rows()).containsExactlyInAnyOrder(winner, second);
  }

  @Test
  void whoLostTheLeaseCannotGoOn() {
    try (Lease slept = Lease.acquire(warehouse, "plan", left -> "run-1")) {
      slept.confirm();
      LeaseRow winner = takenElsewhere("plan", "run-1");
      assertThatThrownBy(slept::confirm)
          .isInstanceOf(RequestException.class)
          .hasMessageContaining("Run run-1 was taken over by process 1 on elsewhere at");
      assertThatThrownBy(slept::check).hasMessageContaining("Run run-1 was taken over");
      assertThat(rows()).containsExactly(winner);
    }
  }

  /** The winner may be the same process, in another of its runs. */
  @Test
  void aLaterHoldingOfTheSameProcessIsAnotherOne() {
    Lease first = Lease.acquire(warehouse, "plan", left -> "run-1");
    Rows.overwrite(warehouse.table(VoxTable.LOCKS), Expressions.equal("name", "plan"), List.of());
    try (Lease second = Lease.acquire(warehouse, "plan", left -> "run-1")) {
      first.close();
      second.confirm();
    }
  }

  @Test
  void aLeaseThatWasRemovedIsLost() {
    Lease lease = Lease.acquire(warehouse, "plan", left -> "run-1");
    Rows.overwrite(warehouse.table(VoxTable.LOCKS), Expressions.equal("name", "plan"), List.of());
    lease.close();
    assertThat(rows()).isEmpty();
  }

  @Test
  void onlyLeasesThatNobodyHoldsAreForgotten() {
    Lease.acquire(warehouse, "left", left -> "run-1").close();
    try (Lease held = Lease.acquire(warehouse, "held", left -> "run-2")) {
      new LeaseTable(warehouse).forget(List.of("run-1", held.runId()));
      assertThat(rows()).extracting(LeaseRow::name).containsExactly("held");
    }
  }

  private LeaseRow takenElsewhere(String name, String runId) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    LeaseRow winner = row(name, runId, new Owner("elsewhere", 1, 1, ""), now, now.plusSeconds(90));
    assertThat(new LeaseTable(warehouse).rivals(name).put(winner)).isTrue();
    return winner;
  }

  private static LeaseRow row(
      String name, String runId, Owner owner, Instant acquiredAt, Instant expiresAt) {
    return new LeaseRow(name, runId, owner.toString(), acquiredAt, expiresAt);
  }

  private List<LeaseRow> rows() {
    return new LeaseTable(warehouse).all();
  }
}
