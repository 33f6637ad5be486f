package org.voxmatrix.jobs.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.ledger.Lease;
import org.voxmatrix.tables.Warehouse;

class ProfileTableTest {

  @TempDir Path folder;
  private Warehouse warehouse;

  @BeforeEach
  void open() {
    warehouse = Warehouse.embedded(folder);
    warehouse.createTables();
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  @Test
  void whatIsStagedShowsAsLongAsItsRunIsAtWork() {
    ProfileWriter writer = ProfileWriter.open(warehouse, "run", List.of("p"), null);
    assertThat(writer.settle(0, List.of(version(1, ProfileStatus.ENROLLING)))).isTrue();
    ProfileRow next = version(2, ProfileStatus.ENROLLED);
    try (Lease lease = Lease.acquire(warehouse, "plan", left -> "run")) {
      assertThat(lease.runId()).isEqualTo("run");
      writer.stage(1, List.of(next.staged(ProfileStatus.TRAINING)));
      assertThat(shown()).isEqualTo(ProfileStatus.TRAINING);
    }
    assertThat(shown()).isEqualTo(ProfileStatus.ENROLLING);
    assertThat(writer.settle(1, List.of(next))).isTrue();
    assertThat(shown()).isEqualTo(ProfileStatus.ENROLLED);
  }

  @Test
  void whatAnotherRunChangedIsNotSettledAndTheRestIs() {
    ProfileWriter one = ProfileWriter.open(warehouse, "run", List.of("p", "q"), null);
    ProfileWriter two = ProfileWriter.open(warehouse, "other", List.of("p"), null);
    assertThat(two.settle(0, List.of(version("other", "p", 1)))).isTrue();
    assertThat(one.settle(0, List.of(version("run", "p", 1), version("run", "q", 1)))).isFalse();
    assertThat(one.changed()).containsExactly("p");
    assertThat(one.settle(0, List.of(version("run", "q", 1)))).isTrue();
    assertThat(new ProfileTable(warehouse).latest(List.of("p", "q"), null))
        .extractingByKeys("p", "q")
        .extracting(ProfileRow::runId)
        .containsExactly("other", "run");
  }

  private ProfileStatus shown() {
    return new ProfileTable(warehouse).shown("p", null).orElseThrow().status();
  }

  private static ProfileRow version(String run, String profile, long version) {
    return row(run, 0, profile, version, ProfileStatus.ENROLLING);
  }

  private static ProfileRow version(long version, ProfileStatus status) {
    return row("run", (int) version - 1, "p", version, status);
  }

  private static ProfileRow row(
      String run, int wave, String profile, long version, ProfileStatus status) {
    Instant now = Instant.now();
    return new ProfileRow(
        run,
        wave,
        profile,
        version,
        true,
        status,
        ProfileKind.TEXT_DEPENDENT,
        "en-us",
        0,
        0,
        0,
        null,
        null,
        null,
        null,
        List.of(),
        now,
        now);
  }
}
