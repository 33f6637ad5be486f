package org.voxmatrix.jobs.compare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.voxmatrix.calibrations.QualityMeasure;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.compare.engine.SetRows;
import org.voxmatrix.jobs.extract.VoiceprintRow;
import org.voxmatrix.jobs.extract.VoiceprintTable;
import org.voxmatrix.ledger.GivenId;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.NotFound;
import org.voxmatrix.ledger.RunRow;
import org.voxmatrix.ledger.State;
import org.voxmatrix.ledger.Suppressions;
import org.voxmatrix.session.Integers;
import org.voxmatrix.session.ParquetInput;
import org.voxmatrix.tables.TableFiles;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/**
 * A set of voiceprints before it is read.
 *
 * @param identity a string that changes when the set does
 */
public record SetSource(SetRows rows, String identity) {

  private static final String RUN = "run:";

  /** Rows of a run that are read at once. */
  private static final int FEW = 5_000;

  private static final String ID = "string or a whole number";
  private static final String TEXT = "string, Base64 of the bytes";

  private static final Set<String> COLUMNS =
      Set.of(
          "ordinal",
          "id",
          "recording_id",
          "channel_number",
          "speech_length",
          "snr_db",
          "voiceprint");

  /** As below, without measures. */
  static SetSource open(JobContext context, String name, String field) {
    return open(context, name, field, List.of());
  }

  /**
   * Opens a set by name: {@code run:ID} for the voiceprints of a finished extraction run, the name
   * of a table, or a Parquet path.
   *
   * @param field the service's name of the set, for error messages; its last letter is the option's
   * @param measures that each voiceprint is to be read with
   * @throws RequestException {@code run.not-found} or {@code run.unfinished}, or if the set is not
   *     there or of another form
   */
  static SetSource open(
      JobContext context, String name, String field, List<QualityMeasure> measures) {
    if (isRun(name)) {
      String runId = runId(name);
      long rows = requireFinished(context.warehouse(), runId, field);
      if (rows <= FEW) {
        return new SetSource(
            SetRows.of(few(context.warehouse(), runId, measures), measures),
            identityOfRun(runId, rows));
      }
    }
    return described(context, name, field, List.of(), measures);
  }

  /** As below, without measures. */
  public static SetSource described(
      JobContext context, String name, String field, List<String> columns) {
    return described(context, name, field, columns, List.of());
  }

  /**
   * As {@link #open}, with further columns, as texts; where a set of voiceprints has no such column
   * it may have such an attribute.
   *
   * @throws RequestException {@code request.missing-column} too
   */
  public static SetSource described(
      JobContext context,
      String name,
      String field,
      List<String> columns,
      List<QualityMeasure> measures) {
    SparkSession spark = context.spark();
    if (isRun(name)) {
      String runId = runId(name);
      long rows = requireFinished(context.warehouse(), runId, field);
      return of(
          spark.table(VoxTable.VOICEPRINTS.sqlName()).where(col("run_id").equalTo(runId)),
          identityOfRun(runId, rows),
          field,
          columns,
          measures);
    }
    String table =
        name.equals(VoxTable.VOICEPRINTS.tableName()) ? VoxTable.VOICEPRINTS.sqlName() : name;
    if (isTable(spark, table)) {
      return of(spark.table(table), name + " " + snapshot(spark, table), field, columns, measures);
    }
    String option = field.substring(field.length() - 1);
    Set<String> needed = new HashSet<>(COLUMNS);
    columns.forEach(column -> needed.add(column.toLowerCase(Locale.ROOT)));
    ParquetInput input = ParquetInput.open(spark, name, option, needed);
    return of(identified(input), input.identity(), field, columns, measures);
  }

  private static String identityOfRun(String runId, long rows) {
    return "run %s with %d rows".formatted(runId, rows);
  }

  /** Without ids, the places of the rows, from 0, are their ids, as in a request. */
  private static Dataset<Row> identified(ParquetInput input) {
    List<String> columns = List.of(input.rows().columns());
    if (columns.contains("id") || columns.contains("recording_id")) {
      return input.rows();
    }
    Dataset<Row> rows = input.numbered("id");
    return columns.contains("ordinal") ? rows : rows.withColumn("ordinal", col("id"));
  }

  private static SetSource of(
      Dataset<Row> found,
      String identity,
      String field,
      List<String> further,
      List<QualityMeasure> measures) {
    Dataset<Row> rows = ParquetInput.named(found, COLUMNS);
    Set<String> columns = Set.copyOf(Arrays.asList(rows.columns()));
    check(rows, columns, field);
    Column id = columns.contains("id") ? col("id") : derivedId(columns);
    Column ordinal = columns.contains("ordinal") ? Integers.longs("ordinal") : byId(rows, id);
    Column recording = columns.contains("recording_id") ? col("recording_id") : lit(null);
    // A channel without speech has a row and no voiceprint; there is nothing to compare in it.
    Dataset<Row> heard =
        columns.containsAll(List.of("channel_number", "speech_length"))
            ? rows.where(col("voiceprint").isNotNull())
            : rows;
    List<Column> selected =
        new ArrayList<>(
            List.of(
                ordinal.as("ordinal"),
                id.cast("string").as("id"),
                col("voiceprint"),
                recording.cast("string").as("recording_id")));
    further.forEach(name -> selected.add(described(columns, name, field).as(name)));
    for (QualityMeasure measure : measures) {
      selected.add(numbers(rows, columns, measure, field).as(SetRows.name(measure)));
    }
    return new SetSource(
        SetRows.of(heard.select(selected.toArray(Column[]::new)), measures), identity);
  }

  private static Column numbers(
      Dataset<Row> rows, Set<String> columns, QualityMeasure measure, String field) {
    String column = measure.column();
    if (!columns.contains(column)) {
      throw missing(field, column + " (a number), which the calibration needs");
    }
    DataType found = rows.schema().apply(column).dataType();
    if (!(found instanceof NumericType)) {
      throw badType(field, column, found, "a number", "cast");
    }
    return col(column).cast("double");
  }

  private static Column described(Set<String> columns, String name, String field) {
    Optional<String> found = columns.stream().filter(name::equalsIgnoreCase).findFirst();
    if (found.isPresent()) {
      return col(ParquetInput.quoted(found.get())).cast("string");
    }
    if (columns.contains("attributes")) {
      return col("attributes").getItem(name);
    }
    throw missing(field, name);
  }

  /** Numbers are in order as such; unsigned ones of 64 bits, as other ids, as texts. */
  private static Column byId(Dataset<Row> rows, Column id) {
    DataType type = rows.select(id).schema().apply(0).dataType();
    return Integers.isInteger(type) && !(type instanceof DecimalType) ? id.cast("long") : lit(0L);
  }

  /** As {@link #of} has them: by id, without channels in which nobody speaks. */
  private static List<Row> few(Warehouse warehouse, String runId, List<QualityMeasure> measures) {
    return new VoiceprintTable(warehouse)
        .ofRun(runId).stream()
            .filter(row -> row.voiceprint() != null)
            .map(row -> row(row, measures))
            .toList();
  }

  private static Row row(VoiceprintRow row, List<QualityMeasure> measures) {
    List<Object> values = new ArrayList<>();
    values.add(0L);
    values.add(row.id());
    values.add(row.voiceprint());
    values.add(row.recordingId());
    for (QualityMeasure measure : measures) {
      values.add(
          switch (measure) {
            case DURATION -> row.speechLength();
            case SNR -> row.snrDb();
          });
    }
    return RowFactory.create(values.toArray());
  }

  /**
   * Checks without Spark that a run is there and complete.
   *
   * @return its id
   * @throws RequestException as {@link #open}
   */
  public static String checkRun(Warehouse warehouse, String name, String field) {
    String runId = runId(name);
    requireFinished(warehouse, runId, field);
    return runId;
  }

  /** Whether a set is named as the voiceprints of a run. */
  public static boolean isRun(String name) {
    return name.startsWith(RUN);
  }

  private static String runId(String name) {
    return GivenId.of(name.substring(RUN.length()));
  }

  /**
   * Of an unfinished run there would be more when the comparison is resumed. An expired one has its
   * voiceprints and no row.
   *
   * @return how many rows it has
   */
  private static long requireFinished(Warehouse warehouse, String runId, String field) {
    long rows = new TableFiles(warehouse, VoxTable.VOICEPRINTS).count(runId);
    Optional<RunRow> run = new Ledger(warehouse).run(runId);
    if (run.isEmpty() && rows == 0) {
      throw NotFound.run(runId);
    }
    if (run.isPresent() && run.get().state() != State.DONE) {
      throw new RequestException(
          Fault.RUN_UNFINISHED,
          List.of(field),
          "Run " + runId + " is not finished: run its command again, then compare.");
    }
    return rows;
  }

  /** The set without what was erased. */
  public SetSource without(Suppressions suppressed) {
    if (suppressed.isEmpty()) {
      return this;
    }
    return new SetSource(
        rows.without(suppressed::containsMember), identity + " without " + suppressed.digest());
  }

  private static boolean isTable(SparkSession spark, String name) {
    if (!name.matches("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)+")) {
      return false;
    }
    try {
      return spark.catalog().tableExists(name);
    } catch (Exception e) { // Spark throws the checked AnalysisException unannounced
      return false; // A name of more parts than its catalog has is that of a file.
    }
  }

  private static String snapshot(SparkSession spark, String table) {
    return spark
        .sql("SELECT max_by(snapshot_id, committed_at) FROM " + table + ".snapshots")
        .first()
        .toString();
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
    requireType(rows, columns, "voiceprint", field, TEXT);
    requireType(rows, columns, "id", field, ID);
    requireType(rows, columns, "recording_id", field, ID);
    requireType(rows, columns, "ordinal", field, "bigint");
  }

  private static void requireType(
      Dataset<Row> rows, Set<String> columns, String column, String field, String expected) {
    if (!columns.contains(column)) {
      return;
    }
    DataType found = rows.schema().apply(column).dataType();
    boolean text = found instanceof StringType && !expected.equals("bigint");
    boolean number = Integers.isInteger(found) && !expected.equals(TEXT);
    if (!text && !number) {
      throw badType(field, column, found, expected, expected.equals(TEXT) ? "encode" : "cast");
    }
  }

  private static RequestException badType(
      String field, String column, DataType found, String expected, String remedy) {
    return new RequestException(
        RequestError.REQUEST_VALIDATION_ERROR,
        List.of(
            ErrorDetail.of(
                Fault.REQUEST_BAD_COLUMN_TYPE,
                List.of(field, column),
                "Column %s of %s is %s; it must be %s: %s it."
                    .formatted(column, field, found.simpleString(), expected, remedy),
                Map.of("column", column, "found", found.simpleString()))));
  }

  private static RequestException missing(String field, String column) {
    return new RequestException(
        Fault.REQUEST_MISSING_COLUMN,
        List.of(field),
        "Set " + field + " has no column " + column + ": add it.");
  }
}
