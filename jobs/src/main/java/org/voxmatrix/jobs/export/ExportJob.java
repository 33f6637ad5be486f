package org.voxmatrix.jobs.export;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.compare.ScoreBlocks;
import org.voxmatrix.jobs.extract.ExtractSettings;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.NotFound;
import org.voxmatrix.ledger.State;
import org.voxmatrix.tables.CrashPoint;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/**
 * Writes a table, or the rows of one run, as plain files: any table by its name, {@code scores} as
 * one row for each pair, or {@code retry}, a manifest of the recordings that a run rejected or
 * failed. The folder has its name when it is complete; one that was killed is simply done again.
 */
public final class ExportJob {

  /** Pairs of a score matrix: {@code run_id, id_a, id_b, score}. */
  public static final String SCORES = "scores";

  /** A manifest of what a run did not get done. */
  public static final String RETRY = "retry";

  private final SparkSession spark;
  private final Warehouse warehouse;
  private final ExportSettings settings;

  public ExportJob(SparkSession spark, Warehouse warehouse, ExportSettings settings) {
    this.spark = spark;
    this.warehouse = warehouse;
    this.settings = settings;
  }

  /**
   * Writes the files.
   *
   * @return number of rows written
   * @throws RequestException for an unknown table or run, or if the folder already exists
   */
  public long execute() {
    if (settings.format() == ExportSettings.Format.RTTM
        && !settings.what().equals(VoxTable.SEGMENTS.tableName())) {
      throw RequestException.badValue(
          "format",
          "RTTM says who speaks when, and table %s does not: export segments, or choose another format."
              .formatted(settings.what()));
    }
    warehouse.createTables();
    if (settings.runId() != null) {
      checkRun(settings.runId());
    }
    tables().forEach(this::requireTable);
    ReadTables read = ReadTables.of(warehouse, tables());
    Dataset<Row> rows = rows();
    ExportFolder folder = new ExportFolder(settings, spark.sessionState().newHadoopConf());
    try {
      CrashPoint.reach("export.before-read", 0);
      long written = write(rows, folder.path().toString());
      CrashPoint.reach("export.before-name", 0);
      read.requireNoErasure();
      folder.publish();
      return written;
    } catch (RuntimeException e) {
      read.requireThere(); // That its files are gone is no damage then.
      throw e;
    } finally {
      folder.discard();
    }
  }

  private long write(Dataset<Row> rows, String place) {
    Observation written = new Observation();
    ExportSettings.Format format = settings.format();
    Dataset<Row> counted = rows.observe(written, count(lit(1)).as("rows"));
    formatted(counted)
        .write()
        .mode(SaveMode.Overwrite)
        .options(format == ExportSettings.Format.CSV ? Csv.OPTIONS : Map.of())
        .option("timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX")
        .format(format == ExportSettings.Format.RTTM ? "text" : format.name())
        .save(place);
    return rows(written);
  }

  private Dataset<Row> formatted(Dataset<Row> rows) {
    return switch (settings.format()) {
      case CSV -> Csv.flat(rows, settings.csvSafe());
      case RTTM -> Rttm.lines(rows);
      case PARQUET, JSON -> rows;
    };
  }

  private static long rows(Observation written) {
    try {
      return (Long) written.getAsJava().get("rows");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted after the export", e);
    }
  }

  private void checkRun(String runId) {
    State state = new Ledger(warehouse).run(runId).orElseThrow(() -> NotFound.run(runId)).state();
    if (settings.what().equals(SCORES) && state != State.DONE && state != State.REJECTED) {
      throw new RequestException(
          Fault.RUN_UNFINISHED,
          List.of("run"),
          "Run %s is not finished: run its command again, then export its scores."
              .formatted(runId));
    }
  }

  private List<VoxTable> tables() {
    return switch (settings.what()) {
      case SCORES -> List.of(VoxTable.SCORE_BLOCKS, VoxTable.SET_MEMBERS);
      case RETRY -> List.of(VoxTable.TASKS);
      default -> List.of(table());
    };
  }

  /** A warehouse that may not be written has only the tables that were needed before. */
  private void requireTable(VoxTable table) {
    if (warehouse.existing(table) == null) {
      throw RequestException.badValue(
          "table",
          "Table %s was never written to, and is not there: nothing to export."
              .formatted(table.tableName()));
    }
  }

  private Dataset<Row> rows() {
    return switch (settings.what()) {
      case SCORES -> ofRun(ScoreBlocks.pairs(spark));
      case RETRY -> retry();
      default -> ofRun(spark.table(table().sqlName()));
    };
  }

  private Dataset<Row> ofRun(Dataset<Row> rows) {
    if (settings.runId() == null) {
      return rows;
    }
    if (!List.of(rows.columns()).contains("run_id")) {
      throw RequestException.badValue(
          "run", "Rows of " + settings.what() + " are of no run: leave out --run.");
    }
    return rows.where(col("run_id").equalTo(settings.runId()));
  }

  private VoxTable table() {
    for (VoxTable table : VoxTable.values()) {
      if (table.tableName().equals(settings.what().toLowerCase(Locale.ROOT))) {
        return table;
      }
    }
    Set<String> known = new TreeSet<>(Set.of(SCORES, RETRY));
    for (VoxTable table : VoxTable.values()) {
      known.add(table.tableName());
    }
    throw RequestException.badValue(
        "table",
        "There is no table " + settings.what() + ": take one of " + String.join(", ", known) + ".");
  }

  /** The tasks that are not done, as recordings; only those with a URI can be written so. */
  private Dataset<Row> retry() {
    return ofRun(spark.table(VoxTable.TASKS.sqlName()))
        .where(col("job").equalTo(ExtractSettings.JOB))
        .where(col("state").notEqual(State.DONE.word()))
        .where(col("uri").isNotNull())
        .select(col("item_id").as("recording_id"), col("uri"), col("size"), col("fault"))
        .dropDuplicates("recording_id");
  }
}
