package org.voxmatrix.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voxmatrix.fixtures.VersionOne;

/** Tables of the first version can be upgraded: no column of theirs has changed. */
class VoxTableTest {

  @ParameterizedTest
  @MethodSource("org.voxmatrix.fixtures.VersionOne#tables")
  void columnsOfTheFirstVersionAreThereAndLaterOnesFollowThem(String name) {
    VoxTable table = VoxTable.valueOf(name.toUpperCase(Locale.ROOT));
    Schema first = VersionOne.schema(name);
    List<NestedField> columns = table.schema().columns();
    int count = first.columns().size();
    for (NestedField was : first.columns()) {
      NestedField is = columns.get(was.fieldId() - 1);
      assertThat(is).isEqualTo(is.isOptional() ? was.asOptional() : was);
    }
    assertThat(columns.subList(count, columns.size())).allMatch(NestedField::isOptional);
    assertThat(table.spec()).hasToString(VersionOne.spec(name).toString());
  }

  @Test
  void everyTableOfTheFirstVersionIsThere() {
    assertThat(VoxTable.values()).extracting(VoxTable::tableName).containsAll(VersionOne.tables());
  }
}
