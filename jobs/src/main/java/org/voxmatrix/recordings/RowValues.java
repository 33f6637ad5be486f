package org.voxmatrix.recordings;

import java.util.List;
import org.apache.spark.sql.Row;

/** Values of columns that a row may lack. */
public final class RowValues {

  private RowValues() {}

  /** The value, or null where the column is absent. */
  public static <T> T value(Row row, String column) {
    scala.Option<Object> index = row.schema().getFieldIndex(column);
    return index.isEmpty() ? null : row.getAs((Integer) index.get());
  }

  /**
   * The integers of an array column, or null where it is absent or null. Those that are no int are
   * the next one to them, and null is -1.
   */
  public static List<Integer> integers(Row row, String column) {
    if (RowValues.<Object>value(row, column) == null) {
      return null;
    }
    List<Number> numbers = row.getList(row.fieldIndex(column));
    return numbers.stream().map(RowValues::nearest).toList();
  }

  private static int nearest(Number number) {
    return number == null
        ? -1
        : (int) Math.max(Integer.MIN_VALUE, Math.min(number.doubleValue(), Integer.MAX_VALUE));
  }
}
