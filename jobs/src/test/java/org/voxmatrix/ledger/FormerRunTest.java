package org.voxmatrix.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.tables.Warehouse;

/** A run that was planned under the key of an earlier version. */
class FormerRunTest {

  @TempDir Path folder;
  private Warehouse warehouse;
  private Run former;

  @BeforeEach
  void begin() {
    warehouse = Warehouse.embedded(folder);
    former = Run.open(warehouse, request("former", null, null));
    former.plan(List.of(), 1, 0);
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  @Test
  void isResumedUntilItIsFinished() {
    former.close();
    try (Run interrupted = Run.open(warehouse, request("now", null, "former"))) {
      assertThat(interrupted.id()).isEqualTo(former.id());
      assertThat(interrupted.isPlanned()).isTrue();
    }
    try (Run resumed = Run.open(warehouse, request("now", null, "former"))) {
      assertThat(resumed.id()).isEqualTo(former.id());
      resumed.resume();
      resumed.finish(State.DONE);
    }
    try (Run next = Run.open(warehouse, request("now", null, "former"))) {
      assertThat(next.id()).isNotEqualTo(former.id());
    }
  }

  @Test
  void isResumedByItsId() {
    former.close();
    try (Run resumed = Run.open(warehouse, request("now", former.id(), "former"))) {
      assertThat(resumed.isPlanned()).isTrue();
    }
    assertThatThrownBy(() -> Run.open(warehouse, request("now", former.id(), "other")))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("was planned with other input");
  }

  @Test
  void isLeftToTheProcessThatWorksOnIt() {
    assertThatThrownBy(() -> Run.open(warehouse, request("now", null, "former")))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("is being worked on");
    former.close();
  }

  private static Run.Request request(String key, String runId, String formerKey) {
    CallerIds caller = new CallerIds(null, null);
    return new Run.Request("extract", key, "{}", null, null, runId, caller, formerKey);
  }
}
