package org.voxmatrix.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.expressions.Expressions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voxmatrix.fixtures.TableRows;

class RowMapperTest {

  record Night(LocalDate night) {}

  record Size(long size) {}

  record Other(String colour) {}

  record Part(String runId, String name) {}

  record Rank(String profileId, double score) {}

  record Ranking(List<Rank> profilesRanking, Confidence confidence, Double score) {}

  record Ids(String operationId, Ranking rest, String recordingId) {}

  enum Confidence implements Word {
    LOW,
    HIGH
  }

  @TempDir Path folder;

  /** Mappers are made when their class is loaded, and fail then. */
  @ParameterizedTest
  @MethodSource("withMappers")
  void everyRowHasTheColumnsOfItsTable(String type) throws ClassNotFoundException {
    assertThat(Class.forName(type)).isNotNull();
  }

  static Stream<String> withMappers() {
    return new ClassFileImporter()
        .importPackages("org.voxmatrix").stream()
            .filter(
                type ->
                    type.getFields().stream()
                        .anyMatch(field -> field.getRawType().isEquivalentTo(RowMapper.class)))
            .filter(type -> !type.getPackageName().endsWith(".tables"))
            .map(JavaClass::getName);
  }

  @Test
  void aComponentThatIsNoColumnIsRejected() {
    assertThatThrownBy(() -> RowMapper.view(VoxTable.TASKS, Other.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("colour");
  }

  @Test
  void aComponentOfAnotherTypeIsRejected() {
    assertThatThrownBy(() -> RowMapper.view(VoxTable.NIGHTS, Night.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("night");
  }

  @Test
  void aPrimitiveOfAColumnThatMayBeNullIsRejected() {
    assertThat(RowMapper.view(VoxTable.PLAN_ITEMS, Size.class)).isNotNull();
    assertThatThrownBy(() -> RowMapper.view(VoxTable.TASKS, Size.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("size");
  }

  @Test
  void aRowThatLacksColumnsIsRejected() {
    assertThatThrownBy(() -> RowMapper.of(VoxTable.LOCKS, Part.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[owner, acquired_at, expires_at]");
  }

  @Test
  void recordsInARecordAreFlattenedAndInAListAreStructs() {
    Ids row =
        new Ids("op", new Ranking(List.of(new Rank("p", 0.5)), Confidence.HIGH, null), "recording");
    try (Warehouse warehouse = Warehouse.embedded(folder)) {
      TableRows.add(
          warehouse,
          VoxTable.IDENTIFICATIONS,
          Map.of(
              "operation_id", "op",
              "recording_id", "recording",
              "confidence", "high",
              "profiles_ranking", List.of(TableRows.rank("p", 0.5))));
      assertThat(
              new RowTable<>(warehouse, RowMapper.view(VoxTable.IDENTIFICATIONS, Ids.class))
                  .read(Expressions.alwaysTrue()))
          .containsExactly(row);
    }
  }
}
