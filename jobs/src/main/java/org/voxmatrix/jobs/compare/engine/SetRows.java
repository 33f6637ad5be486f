package org.voxmatrix.jobs.compare.engine;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.voxmatrix.calibrations.QualityMeasure;
import scala.math.BigInt;

/**
 * The rows of a set that is to be read: a long {@code ordinal}, a string {@code id}, a string
 * {@code voiceprint}, a string {@code recording_id} if the set has it, and a double for each
 * measure of quality; each may be null. A few may lie on the driver, because the first query of
 * Spark takes seconds.
 */
public final class SetRows {

  private final Dataset<Row> rows;
  private final List<Row> few;
  private final List<QualityMeasure> measures;

  private SetRows(Dataset<Row> rows, List<Row> few, List<QualityMeasure> measures) {
    this.rows = rows;
    this.few = few;
    this.measures = List.copyOf(measures);
  }

  /** Rows that Spark reads, with those columns. */
  public static SetRows of(Dataset<Row> rows) {
    return of(rows, List.of());
  }

  /** As above, with measures in columns that are called as {@link #name} says. */
  public static SetRows of(Dataset<Row> rows, List<QualityMeasure> measures) {
    return new SetRows(rows, null, measures);
  }

  /** Rows that lie here, with those columns in that order. */
  public static SetRows of(List<Row> few) {
    return of(few, List.of());
  }

  /** As above, with measures as the last values of each row. */
  public static SetRows of(List<Row> few, List<QualityMeasure> measures) {
    return new SetRows(null, List.copyOf(few), measures);
  }

  /** The column with the numbers of a measure; a set's own may be of other types. */
  public static String name(QualityMeasure measure) {
    return "quality " + measure.word();
  }

  /** What is known of each row beside its voiceprint. */
  public List<QualityMeasure> measures() {
    return measures;
  }

  /** Whether a voiceprint is left out, by its id and that of its recording. */
  @FunctionalInterface
  public interface Exclusion extends Serializable {

    boolean test(String id, String recordingId);

    private boolean keeps(Row row) {
      return !test(row.getString(1), row.length() > 3 ? row.getString(3) : null);
    }
  }

  /** Those whose ids are not left out. */
  public SetRows without(Exclusion excluded) {
    return few == null
        ? of(rows.filter((FilterFunction<Row>) excluded::keeps), measures)
        : of(few.stream().filter(excluded::keeps).toList(), measures);
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
    BigInt estimate = many().queryExecution().optimizedPlan().stats().sizeInBytes();
    return estimate.compare(BigInt.apply(bytes)) <= 0
        ? Optional.of(many().collectAsList())
        : Optional.empty();
  }

  /** The rows where they are not few, with every column. */
  public Dataset<Row> all() {
    return rows;
  }

  /** The rows where they are not few. */
  Dataset<Row> many() {
    return rows.select("ordinal", with("id", "voiceprint"));
  }

  /** Those columns, and measures last. */
  String[] with(String... columns) {
    List<String> all = new ArrayList<>(List.of(columns));
    measures.forEach(measure -> all.add(name(measure)));
    return all.toArray(String[]::new);
  }
}
