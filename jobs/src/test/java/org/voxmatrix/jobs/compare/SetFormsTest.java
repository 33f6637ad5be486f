package org.voxmatrix.jobs.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.SparkFixture;
import org.voxmatrix.jobs.compare.engine.SetRows;

/** How sets may look that others have written. */
class SetFormsTest {

  @TempDir Path folder;

  private String set;

  @BeforeEach
  void name() {
    set = folder.resolve("set").toString();
  }

  @Test
  void withoutIdsThePlacesOfRowsAreTheirIds() {
    write("concat('v', id) AS voiceprint", 12, set + "/a");
    write("concat('w', id) AS voiceprint", 3, set + "/b");
    assertThat(members(SetSource.open(SparkFixture.context(), null, set, "voiceprints_a").rows()))
        .containsExactly(
            "0 v0", "1 v1", "2 v2", "3 v3", "4 v4", "5 v5", "6 v6", "7 v7", "8 v8", "9 v9",
            "10 v10", "11 v11", "12 w0", "13 w1", "14 w2");
  }

  @Test
  void wholeNumbersAreIdsInTheirOrder() {
    for (String type : List.of("bigint", "int", "smallint", "tinyint")) {
      write("CAST(9 + id AS %s) AS id; 'v' AS voiceprint".formatted(type), 2, set + type);
      assertThat(
              members(
                  SetSource.open(SparkFixture.context(), null, set + type, "voiceprints_a").rows()))
          .as(type)
          .containsExactly("9 v", "10 v");
    }
    write("CAST(id + 18446744073709551614 AS decimal(20)) AS id; 'v' AS voiceprint", 2, set);
    assertThat(members(SetSource.open(SparkFixture.context(), null, set, "voiceprints_a").rows()))
        .containsExactly("18446744073709551614 v", "18446744073709551615 v");
  }

  @Test
  void namesOfColumnsHaveAnyCase() {
    write("concat('x', id) AS Recording_ID; 'v' AS VOICEPRINT; 5 - id AS Ordinal", 2, set);
    assertThat(members(SetSource.open(SparkFixture.context(), null, set, "voiceprints_a").rows()))
        .containsExactly("x1 v", "x0 v");
  }

  /** Which Spark would take for tables of catalogs that are not there. */
  @Test
  void aPathMayHaveDots() {
    assertThatThrownBy(() -> SetSource.open(SparkFixture.context(), null, "a.b.c.parquet", "set_a"))
        .isInstanceOf(RequestException.class)
        .hasMessage("There is no file a.b.c.parquet: check --a.");
  }

  @Test
  void bytesAndNumbersAreNoVoiceprints() {
    for (String column : List.of("binary('v')", "array(0.5F)")) {
      String path = set + column.charAt(0);
      write("string(id) AS id; " + column + " AS voiceprint", 2, path);
      assertThatThrownBy(() -> SetSource.open(SparkFixture.context(), null, path, "voiceprints_a"))
          .isInstanceOf(RequestException.class)
          .hasMessageEndingWith("; it must be string, Base64 of the bytes: encode it.");
    }
  }

  @Test
  void fractionsAreNoIds() {
    write("id / 2 AS id; 'v' AS voiceprint", 2, set);
    assertThatThrownBy(() -> SetSource.open(SparkFixture.context(), null, set, "voiceprints_a"))
        .isInstanceOf(RequestException.class)
        .hasMessage(
            "Column id of voiceprints_a is double; it must be string or a whole number: cast it.");
  }

  private static void write(String columns, int rows, String path) {
    SparkFixture.spark().range(0, rows, 1, 1).selectExpr(columns.split("; ")).write().parquet(path);
  }

  private static List<String> members(SetRows rows) {
    return rows.here(Long.MAX_VALUE).orElseThrow().stream()
        .sorted(
            Comparator.<Row>comparingLong(row -> row.getLong(0))
                .thenComparing(row -> row.getString(1)))
        .map(row -> row.getString(1) + " " + row.getString(2))
        .toList();
  }
}
