package org.voxmatrix.jobs.compare;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.calibrations.QualityMeasure;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.compare.engine.SetRows;
import org.voxmatrix.jobs.extract.VoiceprintRow;
import org.voxmatrix.jobs.extract.VoiceprintTable;
import org.voxmatrix.jobs.models.ModelInUseTable;
import org.voxmatrix.ledger.GivenId;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.NotFound;
import org.voxmatrix.ledger.RunRow;
import org.voxmatrix.ledger.State;
import org.voxmatrix.ledger.Suppressions;
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

  /** As below, without measures. */
  static SetSource open(JobContext context, String modelFingerprint, String name, String field) {
    return open(context, modelFingerprint, name, field, List.of());
  }

  /**
   * Opens a set by name: {@code run:ID} for the voiceprints of a finished extraction run, the name
   * of a table, or a Parquet path.
   *
   * @param field the service's name of the set, for error messages; its last letter is the option's
   * @param modelFingerprint of the table of all voiceprints only those of this model are taken;
   *     null for all
   * @param measures that each voiceprint is to be read with
   * @throws RequestException {@code run.not-found} or {@code run.unfinished}, or if the set is not
   *     there or of another form
   */
  static SetSource open(
      JobContext context,
      String modelFingerprint,
      String name,
      String field,
      List<QualityMeasure> measures) {
    if (isRun(name)) {
      String runId = runId(name);
      long rows = requireFinished(context.warehouse(), runId, field);
      if (rows <= FEW) {
        return new SetSource(
            SetRows.of(few(context.warehouse(), runId, measures), measures),
            identityOfRun(runId, rows));
      }
    }
    return described(context, modelFingerprint, name, field, List.of(), measures);
  }

  /** As below, without measures. */
  public static SetSource described(
      JobContext context,
      String modelFingerprint,
      String name,
      String field,
      List<String> columns) {
    return described(context, modelFingerprint, name, field, columns, List.of());
  }

  /**
   * As {@link #open}, with further columns, as texts; where a set of voiceprints has no such column
   * it may have such an attribute.
   *
   * @throws RequestException {@code request.missing-column} too
   */
  public static SetSource described(
      JobContext context,
      String modelFingerprint,
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
      Dataset<Row> rows =
          table.equals(VoxTable.VOICEPRINTS.sqlName())
              ? ofModel(context, spark.table(table), modelFingerprint)
              : spark.table(table);
      return of(rows, name + " " + snapshot(spark, table), field, columns, measures);
    }
    String option = field.substring(field.length() - 1);
    Set<String> needed = SetColumns.names(measures);
    columns.forEach(column -> needed.add(column.toLowerCase(Locale.ROOT)));
    ParquetInput input = ParquetInput.open(spark, name, option, needed);
    return of(identified(input), input.identity(), field, columns, measures);
  }

  /** Where there are voiceprints of two models, side by side, only one is meant. */
  private static Dataset<Row> ofModel(
      JobContext context, Dataset<Row> rows, String modelFingerprint) {
    return modelFingerprint == null || new ModelInUseTable(context.warehouse()).now().isEmpty()
        ? rows
        : rows.where(col("model_fingerprint").equalTo(modelFingerprint));
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
    return new SetSource(
        SetRows.of(SetColumns.of(found, field, measures).selected(further, measures), measures),
        identity);
  }

  /** As {@link SetColumns} has them: by id, without channels in which nobody speaks. */
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
            case LEVEL -> row.levelDb();
            case CLIPPED -> row.clippedShare();
            case BAND -> row.bandLimitHz() == null ? null : row.bandLimitHz().doubleValue();
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
}
