package org.voxmatrix.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.connector.catalog.functions.AggregateFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxmatrix.voiceprint.Voiceprint;

class VoiceprintFunctionsTest {

  private static final Voiceprint X = Voiceprint.of(1, 2, 0, 0, 0);
  private static final Voiceprint HALVES = Voiceprint.of(1, 0.5f, 0.5f, 0.5f, 0.5f);
  private static final Voiceprint OTHER_MODEL = Voiceprint.of(2, 1, 0, 0, 0);

  @BeforeAll
  static void voiceprints() {
    StructType schema =
        new StructType()
            .add("id", DataTypes.StringType)
            .add("text", DataTypes.StringType)
            .add("bytes", DataTypes.BinaryType);
    List<Row> rows =
        List.of(
            RowFactory.create("x", X.encode(), X.toBytes()),
            RowFactory.create("h", HALVES.encode(), HALVES.toBytes()),
            RowFactory.create("null", null, null));
    TestSession.SPARK.createDataFrame(rows, schema).repartition(2).createOrReplaceTempView("v");
  }

  @Test
  void scoresStringsAndBytes() {
    Stream.of("a.text, b.text", "a.bytes, b.bytes", "a.text, b.bytes", "a.bytes, b.text")
        .forEach(
            arguments ->
                assertThat(
                        values(
                            "SELECT voiceprint_score("
                                + arguments
                                + ") FROM v a CROSS JOIN v b"
                                + " ORDER BY a.id, b.id"))
                    .as(arguments)
                    .containsExactly(1.0, null, 0.5, null, null, null, 0.5, null, 1.0));
  }

  @Test
  void scoresInFiltersGroupsAndOrders() {
    assertThat(
            values(
                "SELECT a.id FROM v a JOIN v b ON voiceprint_score(a.text, b.text) > 0.9"
                    + " GROUP BY a.id ORDER BY max(voiceprint_score(a.text, a.text)), a.id"))
        .containsExactly("h", "x");
  }

  @Test
  void scoresConstants() {
    assertThat(values("SELECT voiceprint_score('" + X.encode() + "', '" + HALVES.encode() + "')"))
        .containsExactly(0.5);
    assertThat(values("SELECT voiceprint_score(NULL, '" + X.encode() + "')"))
        .containsExactly((Object) null);
  }

  @Test
  void failsOnVoiceprintsOfTwoModels() {
    String query = "SELECT voiceprint_score(text, '" + OTHER_MODEL.encode() + "') FROM v";
    assertThatThrownBy(() -> values(query))
        .hasStackTraceContaining(
            "[voiceprint.other-model] voiceprint_score: The voiceprint is of model"
                + " 0000000000000002, expected 0000000000000001.");
  }

  @ParameterizedTest
  @CsvSource({
    "'a b', [voiceprint.bad-base64] voiceprint_score: The voiceprint is not standard Base64",
    "AAAA, [voiceprint.bad-envelope] voiceprint_score: The voiceprint has 3 bytes",
  })
  void failsOnBadVoiceprints(String text, String message) {
    assertThatThrownBy(() -> values("SELECT voiceprint_score(text, '" + text + "') FROM v"))
        .hasStackTraceContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "'voiceprint_score(1, text)', '2 voiceprints of type STRING or BINARY, not (INT, STRING)'",
    "'voiceprint_score(text)', '2 voiceprints of type STRING or BINARY, not (STRING)'",
    "voiceprint_score(), '2 voiceprints of type STRING or BINARY, not ()'",
    "voiceprint_merge(array(text)), '1 voiceprint of type STRING or BINARY, not (ARRAY<STRING>)'",
  })
  void namesTheFunctionAndTypesExpected(String call, String message) {
    assertThatThrownBy(() -> values("SELECT " + call + " FROM v"))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining(call.substring(0, call.indexOf('(')) + " takes " + message);
  }

  @Test
  void mergesToTheMean() {
    for (String column : List.of("text", "bytes")) {
      List<Object> merged = values("SELECT voiceprint_merge(" + column + ") FROM v");
      assertThat(merged).hasSize(1);
      assertThat(Voiceprint.decode((String) merged.get(0)))
          .isEqualTo(Voiceprint.of(1, 1.25f, 0.25f, 0.25f, 0.25f));
    }
  }

  @Test
  void mergesGroupsAndNothing() {
    assertThat(
            values(
                "SELECT voiceprint_score(voiceprint_merge(text), max(text)) FROM v"
                    + " GROUP BY id ORDER BY id"))
        .containsExactly(1.0, null, 1.0);
    assertThat(values("SELECT voiceprint_merge(text) FROM v WHERE false"))
        .containsExactly((Object) null);
  }

  @Test
  void mergesOneModelOnly() {
    assertThatThrownBy(
            () ->
                values(
                    "SELECT voiceprint_merge(t) FROM (SELECT text AS t FROM v UNION ALL SELECT '"
                        + OTHER_MODEL.encode()
                        + "')"))
        .hasStackTraceContaining("[voiceprint.other-model] voiceprint_merge: ");
  }

  /** With {@code --jars}, Spark's loader of aggregate state knows the platform's classes alone. */
  @Test
  void mergesInStateThatAnyClassLoaderReads() {
    StructType arguments = new StructType().add("voiceprint", DataTypes.StringType);
    AggregateFunction<?, ?> merge = (AggregateFunction<?, ?>) new VoiceprintMerge().bind(arguments);
    assertThat(merge.newAggregationState().getClass().getClassLoader()).isNull();
  }

  @Test
  void isDescribed() {
    assertThat(values("DESCRIBE FUNCTION EXTENDED voiceprint_score"))
        .contains("Function: voiceprint_score")
        .anySatisfy(line -> assertThat((String) line).contains("voiceprint_score(a, b) - Returns"))
        .anySatisfy(line -> assertThat((String) line).contains("> SELECT voiceprint_score("));
    assertThat(values("SHOW FUNCTIONS LIKE 'voiceprint*'"))
        .containsExactly("voiceprint_extract", "voiceprint_merge", "voiceprint_score");
  }

  private static List<Object> values(String query) {
    Dataset<Row> rows = TestSession.SPARK.sql(query);
    return Arrays.stream((Row[]) rows.collect()).map(row -> row.get(0)).toList();
  }
}
