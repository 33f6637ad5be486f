package org.voxmatrix.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StringType;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.tables.VoxTable;

/**
 * A set of voiceprints before it is read: its ids and Base64 texts in matrix order, and a text that
 * changes when the set does.
 */
interface SetSource {

  /** One row of a set. */
  record Entry(String id, String voiceprint) {}

  /** Changes when the set does. */
  String identity();

  /** All rows in matrix order. */
  Iterator<Entry> entries();

  /**
   * Opens a set by name: {@code run:ID} for the voiceprints of an extraction run, the name of a
   * table, or a Parquet path.
   *
   * @param field the service's name of the set, for error messages
   */
  static SetSource open(SparkSession spark, String name, String field) {
    if (name.startsWith("run:")) {
      String runId = name.substring("run:".length());
      Dataset<Row> rows = voiceprints(spark).where(col("run_id").equalTo(runId));
      return new Rows(rows, "run " + runId, field);
    }
    if (name.equals(VoxTable.VOICEPRINTS.tableName()) || isTable(spark, name)) {
      Dataset<Row> rows =
          name.equals(VoxTable.VOICEPRINTS.tableName()) ? voiceprints(spark) : spark.table(name);
      return new Rows(rows, name + " " + snapshot(spark, name), field);
    }
    ParquetInput input = ParquetInput.open(spark, name, field);
    return new Rows(input.rows(), input.identity(), field);
  }

  private static Dataset<Row> voiceprints(SparkSession spark) {
    return spark.table(VoxTable.VOICEPRINTS.sqlName());
  }

  private static boolean isTable(SparkSession spark, String name) {
    return name.matches("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)+") && spark.catalog().tableExists(name);
  }

  private static String snapshot(SparkSession spark, String name) {
    String table =
        name.equals(VoxTable.VOICEPRINTS.tableName()) ? VoxTable.VOICEPRINTS.sqlName() : name;
    return spark
        .sql("SELECT max_by(snapshot_id, committed_at) FROM " + table + ".snapshots")
        .first()
        .toString();
  }

  /** Rows of a table or of Parquet files. */
  final class Rows implements SetSource {

    private final Dataset<Row> ordered;
    private final String identity;

    Rows(Dataset<Row> rows, String identity, String field) {
      this.identity = identity;
      Set<String> columns = Set.copyOf(Arrays.asList(rows.columns()));
      check(rows, columns, field);
      Column id = columns.contains("id") ? col("id") : derivedId(columns);
      List<Column> order = new ArrayList<>();
      if (columns.contains("ordinal")) {
        order.add(col("ordinal"));
      }
      order.add(id);
      order.add(col("voiceprint"));
      // A channel without speech has a row and no voiceprint; there is nothing to compare in it.
      this.ordered =
          rows.where(col("voiceprint").isNotNull())
              .orderBy(order.toArray(new Column[0]))
              .select(id, col("voiceprint"));
    }

    private static Column derivedId(Set<String> columns) {
      return columns.contains("channel_number")
          ? concat_ws("#", col("recording_id"), col("channel_number"))
          : col("recording_id");
    }

    private static void check(Dataset<Row> rows, Set<String> columns, String field) {
      if (!columns.contains("voiceprint")) {
        throw missing(field, "voiceprint (string)");
      }
      if (!columns.contains("id") && !columns.contains("recording_id")) {
        throw missing(field, "id (string) or recording_id (string)");
      }
      requireType(rows, columns, "voiceprint", field, "string");
      requireType(rows, columns, "id", field, "string");
      requireType(rows, columns, "recording_id", field, "string");
      requireType(rows, columns, "ordinal", field, "bigint");
    }

    private static void requireType(
        Dataset<Row> rows, Set<String> columns, String column, String field, String expected) {
      if (!columns.contains(column)) {
        return;
      }
      DataType found = rows.schema().apply(column).dataType();
      boolean matches =
          expected.equals("string")
              ? found instanceof StringType
              : found instanceof LongType || found instanceof IntegerType;
      if (!matches) {
        throw new RequestException(
            RequestError.REQUEST_VALIDATION_ERROR,
            List.of(
                ErrorDetail.of(
                    Fault.REQUEST_BAD_COLUMN_TYPE,
                    List.of(field, column),
                    String.format(
                        "Column %s of %s is %s; it must be %s: cast it.",
                        column, field, found.simpleString(), expected),
                    Map.of("column", column, "found", found.simpleString()))));
      }
    }

    private static RequestException missing(String field, String column) {
      return new RequestException(
          RequestError.REQUEST_VALIDATION_ERROR,
          Fault.REQUEST_MISSING_COLUMN,
          List.of(field),
          "Set " + field + " has no column " + column + ": add it.");
    }

    @Override
    public String identity() {
      return identity;
    }

    @Override
    public Iterator<Entry> entries() {
      Iterator<Row> rows = ordered.toLocalIterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return rows.hasNext();
        }

        @Override
        public Entry next() {
          Row row = rows.next();
          return new Entry(row.getString(0), row.getString(1));
        }
      };
    }
  }
}
