package org.voxmatrix.tables;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;

/** Rows that Spark makes. */
public final class SparkRows {

  private SparkRows() {}

  /** Replaces the rows that match by others, in one commit. */
  public static void overwrite(VoxTable table, Column filter, Dataset<Row> rows) {
    try {
      rows.writeTo(table.sqlName()).overwrite(filter);
    } catch (NoSuchTableException e) {
      throw new IllegalStateException(e);
    }
  }
}
