package org.voxmatrix.tables;

import java.io.Serializable;
import java.util.List;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;

/**
 * What an erasure does to the rows of a table.
 *
 * @param candidates selects files that may have rows to change, by their statistics
 * @param columns all that {@code concern} looks at
 */
record ErasureRule(Expression candidates, List<String> columns, Concern concern, Change change)
    implements Serializable {

  /** Whether a row must be changed or dropped. */
  @FunctionalInterface
  interface Concern extends Serializable {
    boolean test(Fields row);
  }

  /** Changes a row. */
  @FunctionalInterface
  interface Change extends Serializable {
    /** Changes the row in place; false if it must be dropped. */
    boolean keep(Record row);
  }

  /** Rows that concern the person are dropped. */
  static ErasureRule drop(Expression candidates, List<String> columns, Concern concern) {
    return new ErasureRule(candidates, columns, concern, row -> false);
  }
}
