package org.voxmatrix.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voxmatrix.ledger.Suppressions.Kind.MEMBER;
import static org.voxmatrix.ledger.Suppressions.Kind.PROFILE;
import static org.voxmatrix.ledger.Suppressions.Kind.RECORDING;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.fixtures.TableRows;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

class SuppressionsTest {

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
  void anEmptyListContainsNobody() {
    Suppressions none = Suppressions.load(warehouse);
    assertThat(none.isEmpty()).isTrue();
    assertThat(none.contains(RECORDING, "a")).isFalse();
    assertThat(none.containsMember("a#0", "a")).isFalse();
  }

  @Test
  void idsAreFoundByTheirKindAndNeverStored() {
    add("run-1", RECORDING, "rec 1");
    add("run-1", PROFILE, "p");
    Suppressions list = Suppressions.load(warehouse);
    assertThat(list.contains(RECORDING, "rec 1")).isTrue();
    assertThat(list.contains(PROFILE, "p")).isTrue();
    assertThat(list.contains(PROFILE, "rec 1")).isFalse();
    assertThat(list.contains(RECORDING, "p")).isFalse();
    assertThat(list.contains(RECORDING, "rec")).isFalse();
    assertThat(list.contains(RECORDING, null)).isFalse();
    assertThat(list.containsMember("rec 1#12", null)).isTrue();
    assertThat(list.containsMember("rec 1", null)).isTrue();
    assertThat(list.containsMember("rec 1#x", null)).isFalse();
    assertThat(TableRows.texts(warehouse, VoxTable.SUPPRESSIONS, "id_sha256", "salt"))
        .allMatch(row -> row.matches("[0-9a-f]{64} [0-9a-f]{32}"));
  }

  @Test
  void anIdIsAddedOnceAndTheSaltStays() {
    add("run-1", RECORDING, "a");
    String first = Suppressions.load(warehouse).digest();
    add("run-2", RECORDING, "a");
    assertThat(Suppressions.load(warehouse).digest()).isEqualTo(first);
    add("run-3", RECORDING, "a", "b");
    assertThat(TableRows.texts(warehouse, VoxTable.SUPPRESSIONS, "run_id"))
        .containsExactly("run-1", "run-3");
    assertThat(Suppressions.load(warehouse).contains(RECORDING, "a")).isTrue();
    assertThat(Suppressions.load(warehouse).digest()).isNotEqualTo(first);
  }

  /** One may have the id of another's voiceprint. */
  @Test
  void aRecordingIsNotTheVoiceprintThatItIsCalledLike() {
    add("run-1", RECORDING, "a#0");
    Suppressions list = Suppressions.load(warehouse);
    assertThat(list.containsMember("a#0", "a")).isFalse();
    assertThat(list.containsMember("a#0", null)).isFalse();
    assertThat(list.containsMember("a#0", "a#0")).isTrue();
    assertThat(list.containsMember("a#0#1", null)).isTrue();
    assertThat(list.containsMember("a", null)).isFalse();
    add("run-1", MEMBER, "a#0");
    assertThat(Suppressions.load(warehouse).containsMember("a#0", null)).isTrue();
    assertThat(Suppressions.load(warehouse).containsMember("a#0", "a")).isFalse();
  }

  @Test
  void anErasureKnowsWhatItPutThere() {
    add("run-1", RECORDING, "a");
    add("run-2", RECORDING, "b");
    Suppressions list = Suppressions.load(warehouse);
    assertThat(list.isOf("run-1", RECORDING, "a")).isTrue();
    assertThat(list.isOf("run-2", RECORDING, "a")).isFalse();
    assertThat(list.isOf("run-1", PROFILE, "a")).isFalse();
    assertThat(list.isOf("run-1", RECORDING, "c")).isFalse();
  }

  private void add(String runId, Suppressions.Kind kind, String... ids) {
    Suppressions.load(warehouse).add(warehouse, runId, null, Map.of(kind, List.of(ids)));
  }

  /** Otherwise the hashes of two warehouses could be compared. */
  @Test
  void eachWarehouseHasItsOwnSalt() {
    Suppressions list = Suppressions.load(warehouse);
    try (Warehouse other = Warehouse.embedded(folder.resolve("other"))) {
      assertThat(Suppressions.load(other).key(List.of("a"), List.of()))
          .isNotEqualTo(list.key(List.of("a"), List.of()));
    }
  }
}
