package org.voxmatrix.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.voxmatrix.fixtures.SparkFixture;
import org.voxmatrix.session.Progress;

/** Rows of one task, of which Spark by itself tells nothing until it has ended. */
class RowCountTest {

  private static final int ROWS = 60;

  private final List<String> said = new CopyOnWriteArrayList<>();

  @Test
  void whatIsReadIsToldWhileItIsRead() {
    UDF1<Long, Long> slowly =
        row -> {
          Thread.sleep(50);
          return row;
        };
    Dataset<Row> rows =
        SparkFixture.spark()
            .range(0, ROWS, 1, 1)
            .select(
                functions
                    .udf(slowly, DataTypes.LongType)
                    .apply(functions.col("id"))
                    .as(Manifest.ROW));
    List<Row> read = RowCount.collect(rows, ROWS, steps());
    assertThat(read).extracting(row -> row.getLong(0)).hasSize(ROWS).doesNotHaveDuplicates();
    assertThat(said).isNotEmpty().allMatch(step -> step.matches("[1-5]?\\d of 60 rows read"));
    assertThat(said).doesNotHaveDuplicates();
  }

  private Progress steps() {
    return new Progress() {
      @Override
      public void started(String runId) {}

      @Override
      public void total(long items, String unit) {}

      @Override
      public void step(String what) {
        said.add(what);
      }

      @Override
      public void advance(long items) {}

      @Override
      public void done() {}
    };
  }
}
