package org.voxmatrix.jobs.export;

import static org.apache.spark.sql.functions.base64;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.to_json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.compare.ScoreBlocks;
import org.voxmatrix.jobs.extract.ExtractSettings;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.NotFound;
import org.voxmatrix.ledger.State;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/**
 * Writes a table, or the rows of one run, as plain files: any table by its name, {@code scores} as
 * one row for each pair, or {@code retry}, a manifest of the recordings that a run rejected or
 * failed.
 */
public final class ExportJob {

  /** How the files are written. CSV has Base64 for binary columns and JSON for maps. */
  public enum Format {
    PARQUET,
    CSV,
    JSON
  }

  /** Pairs of a score matrix: {@code run_id, id_a, id_b, score}. */
  public static final String SCORES = "scores";

  /** A manifest of what a run did not get done. */
  public static final String RETRY = "retry";

  private final SparkSession spark;
  private final Warehouse warehouse;

  private String what = VoxTable.VOICEPRINTS.tableName();
  private String runId;
  private Format format = Format.PARQUET;
  private SaveMode mode = SaveMode.ErrorIfExists;

  public ExportJob(SparkSession spark, Warehouse warehouse) {
    this.spark = spark;
    this.warehouse = warehouse;
  }

  /** What to write: a table's name, {@code scores} or {@code retry}. */
  public ExportJob what(String name) {
    this.what = name;
    return this;
  }

  /** Only the rows of that run. */
  public ExportJob run(String id) {
    this.runId = id;
    return this;
  }

  public ExportJob format(Format value) {
    this.format = value;
    return this;
  }

  /** Whether existing files may be replaced. */
  public ExportJob mode(SaveMode value) {
    this.mode = value;
    return this;
  }

  /**
   * Writes the files into a folder on any Hadoop file system.
   *
   * @return number of rows written
   * @throws RequestException for an unknown table or run, or if the folder already exists
   */
  public long to(String folder) {
    warehouse.createTables();
    if (runId != null && new Ledger(warehouse).run(runId).isEmpty()) {
      throw NotFound.run(runId);
    }
    Dataset<Row> rows = rows();
    refuseExisting(folder);
    DataFrameWriter<Row> writer =
        (format == Format.CSV ? flat(rows) : rows).write().mode(mode).option("header", "true");
    switch (format) {
      case PARQUET -> writer.parquet(folder);
      case CSV -> writer.csv(folder);
      case JSON -> writer.json(folder);
      default -> throw new IllegalStateException("Unknown format " + format);
    }
    return rows.count();
  }

  private Dataset<Row> rows() {
    return switch (what) {
      case SCORES -> ofRun(ScoreBlocks.pairs(spark));
      case RETRY -> retry();
      default -> ofRun(spark.table(table().sqlName()));
    };
  }

  private Dataset<Row> ofRun(Dataset<Row> rows) {
    return runId == null ? rows : rows.where(col("run_id").equalTo(runId));
  }

  private VoxTable table() {
    for (VoxTable table : VoxTable.values()) {
      if (table.tableName().equals(what.toLowerCase(Locale.ROOT))) {
        return table;
      }
    }
    Set<String> known = new TreeSet<>(Set.of(SCORES, RETRY));
    for (VoxTable table : VoxTable.values()) {
      known.add(table.tableName());
    }
    throw new RequestException(
        RequestError.REQUEST_VALIDATION_ERROR,
        Fault.REQUEST_BAD_VALUE,
        List.of("table"),
        "There is no table " + what + ": take one of " + String.join(", ", known) + ".");
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

  private static Dataset<Row> flat(Dataset<Row> rows) {
    Column[] columns = new Column[rows.schema().length()];
    for (int i = 0; i < columns.length; i++) {
      StructField field = rows.schema().apply(i);
      columns[i] = flat(field.name(), field.dataType());
    }
    return rows.select(columns);
  }

  private static Column flat(String name, DataType type) {
    if (type instanceof BinaryType) {
      return base64(col(name)).as(name);
    }
    return type instanceof MapType ? to_json(col(name)).as(name) : col(name);
  }

  private void refuseExisting(String folder) {
    Path path = new Path(folder);
    try {
      if (mode == SaveMode.ErrorIfExists
          && path.getFileSystem(spark.sessionState().newHadoopConf()).exists(path)) {
        throw new RequestException(
            RequestError.REQUEST_VALIDATION_ERROR,
            Fault.REQUEST_BAD_VALUE,
            List.of("out"),
            folder + " already exists: delete it, choose another, or give --overwrite.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
