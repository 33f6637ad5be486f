package org.voxmatrix.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voxmatrix.ledger.Suppressions.Kind.PROFILE;
import static org.voxmatrix.ledger.Suppressions.Kind.RECORDING;

import java.nio.file.Path;
import java.util.List;
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
    assertThat(none.containsMember("a#0")).isFalse();
  }

  @Test
  void idsAreFoundByTheirKindAndNeverStored() {
    Suppressions.load(warehouse).add(warehouse, "run-1", "asked", List.of("rec 1"), List.of("p"));
    Suppressions list = Suppressions.load(warehouse);
    assertThat(list.contains(RECORDING, "rec 1")).isTrue();
    assertThat(list.contains(PROFILE, "p")).isTrue();
    assertThat(list.contains(PROFILE, "rec 1")).isFalse();
    assertThat(list.contains(RECORDING, "p")).isFalse();
    assertThat(list.contains(RECORDING, "rec")).isFalse();
    assertThat(list.contains(RECORDING, null)).isFalse();
    assertThat(list.containsMember("rec 1#12")).isTrue();
    assertThat(list.containsMember("rec 1")).isTrue();
    assertThat(list.containsMember("rec 1#x")).isFalse();
    assertThat(TableRows.texts(warehouse, VoxTable.SUPPRESSIONS, "id_sha256", "salt"))
        .allMatch(row -> row.matches("[0-9a-f]{64} [0-9a-f]{32}"));
  }

  @Test
  void anIdIsAddedOnceAndTheSaltStays() {
    Suppressions.load(warehouse).add(warehouse, "run-1", null, List.of("a"), List.of());
    String first = Suppressions.load(warehouse).digest();
    Suppressions.load(warehouse).add(warehouse, "run-2", null, List.of("a"), List.of());
    assertThat(Suppressions.load(warehouse).digest()).isEqualTo(first);
    Suppressions.load(warehouse).add(warehouse, "run-3", null, List.of("a", "b"), List.of());
    assertThat(TableRows.texts(warehouse, VoxTable.SUPPRESSIONS, "run_id"))
        .containsExactly("run-1", "run-3");
    assertThat(Suppressions.load(warehouse).contains(RECORDING, "a")).isTrue();
    assertThat(Suppressions.load(warehouse).digest()).isNotEqualTo(first);
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
