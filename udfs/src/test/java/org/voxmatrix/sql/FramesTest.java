package org.voxmatrix.sql;

import static org.apache.spark.sql.functions.call_udf;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.holdenkarau.spark.testing.JavaDataFrameSuiteBase;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.voxmatrix.voiceprint.Voiceprint;

/** The functions in DataFrames: rows, their order, and the types of columns. */
class FramesTest {

  /** Its comparisons, on the session of these tests. */
  private static final JavaDataFrameSuiteBase FRAMES =
      new JavaDataFrameSuiteBase() {
        @Override
        public SparkSession spark() {
          return TestSession.SPARK;
        }
      };

  private static final String X = Voiceprint.of(1, 2, 0, 0, 0).encode();
  private static final String HALVES = Voiceprint.of(1, 0.5f, 0.5f, 0.5f, 0.5f).encode();

  private final Dataset<Row> voiceprints =
      frame(
          new StructType().add("speaker", "string").add("voiceprint", "string"),
          RowFactory.create("anna", X),
          RowFactory.create("anna", HALVES),
          RowFactory.create("bob", X),
          RowFactory.create("bob", null));

  @Test
  void scoresAreDoubles() {
    Dataset<Row> scored =
        voiceprints.select(
            col("speaker"), call_udf("voiceprint_score", col("voiceprint"), lit(X)).as("score"));
    Dataset<Row> expected =
        frame(
            new StructType().add("speaker", "string").add("score", "double"),
            RowFactory.create("anna", 1.0),
            RowFactory.create("anna", 0.5),
            RowFactory.create("bob", 1.0),
            RowFactory.create("bob", null));
    FRAMES.assertDataFrameEquals(expected, scored);
    assertThatThrownBy(() -> FRAMES.assertDataFrameEquals(expected, scored.orderBy("score")))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void meansAreVoiceprints() {
    FRAMES.assertDataFrameEquals(
        frame(
            new StructType().add("speaker", "string").add("mean", "string"),
            RowFactory.create("anna", Voiceprint.of(1, 1.25f, 0.25f, 0.25f, 0.25f).encode()),
            RowFactory.create("bob", X)),
        voiceprints
            .groupBy("speaker")
            .agg(call_udf("voiceprint_merge", col("voiceprint")).as("mean"))
            .orderBy("speaker"));
  }

  private static Dataset<Row> frame(StructType schema, Row... rows) {
    return TestSession.SPARK.createDataFrame(List.of(rows), schema);
  }
}
