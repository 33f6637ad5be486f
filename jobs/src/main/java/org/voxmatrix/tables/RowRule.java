package org.voxmatrix.tables;

import java.io.Serializable;
import java.util.List;
import org.apache.iceberg.expressions.Expression;

/**
 * How the rows of a table are rewritten.
 *
 * @param files selects files that may have rows to change, by their statistics
 * @param columns all that {@code concern} looks at
 */
public record RowRule(Expression files, List<String> columns, Concern concern, Change change)
    implements Serializable {

  /** Whether a row must be changed or dropped. */
  @FunctionalInterface
  public interface Concern extends Serializable {
    boolean test(StoredRow row);
  }

  /** Changes a row. */
  @FunctionalInterface
  public interface Change extends Serializable {
    /** Changes the row in place; false if it must be dropped. */
    boolean keep(StoredRow row);
  }

  /** Rows that concern the person are dropped. */
  public static RowRule drop(Expression files, List<String> columns, Concern concern) {
    return new RowRule(files, columns, concern, row -> false);
  }
}
