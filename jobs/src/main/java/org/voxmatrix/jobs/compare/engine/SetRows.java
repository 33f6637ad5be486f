package org.voxmatrix.jobs.compare.engine;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.math.BigInt;

/**
 * The rows of a set that is to be read: a long {@code ordinal}, a string {@code id} and a string
 * {@code voiceprint}, each of which may be null. A few may lie on the driver, because the first
 * query of Spark takes seconds.
 */
public final class SetRows {

  private final Dataset<Row> rows;
  private final List<Row> few;

  private SetRows(Dataset<Row> rows, List<Row> few) {
    this.rows = rows;
    this.few = few;
  }

  /** Rows that Spark reads, with those columns. */
  public static SetRows of(Dataset<Row> rows) {
    return new SetRows(rows.select("ordinal", "id", "voiceprint"), null);
  }

  /** Rows that lie here, with those columns in that order. */
  public static SetRows of(List<Row> few) {
    return new SetRows(null, List.copyOf(few));
  }

  /** Whether an id is left out. */
  public interface Exclusion extends Predicate<String>, Serializable {}

  /** Those whose ids are not left out. */
  public SetRows without(Exclusion excluded) {
    FilterFunction<Row> kept = row -> !excluded.test(row.getString(1));
    return few == null
        ? new SetRows(rows.filter(kept), null)
        : of(few.stream().filter(row -> !excluded.test(row.getString(1))).toList());
  }

  /**
   * The rows, if they are few.
   *
   * @param bytes how much the driver reads at most, by Spark's own estimate, which is too careful
   *     where it knows nothing
   */
  public Optional<List<Row>> here(long bytes) {
    if (few != null) {
      return Optional.of(few);
    }
    BigInt estimate = rows.queryExecution().optimizedPlan().stats().sizeInBytes();
    return estimate.compare(BigInt.apply(bytes)) <= 0
        ? Optional.of(rows.collectAsList())
        : Optional.empty();
  }

  /** The rows where they are not few. */
  Dataset<Row> many() {
    return rows;
  }
}
