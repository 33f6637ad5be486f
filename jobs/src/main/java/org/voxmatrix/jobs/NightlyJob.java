package org.voxmatrix.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.extract.ExtractOptions;
import org.voxmatrix.manifest.ManifestJob;
import org.voxmatrix.tables.IdentificationRow;
import org.voxmatrix.tables.Lease;
import org.voxmatrix.tables.Suppressions;
import org.voxmatrix.tables.Trace;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/**
 * Looks for the profiles of a watch-list in recordings that came since the last night. Which ones a
 * night takes is frozen first, so a night that was cut off, or is done again, has the same; a night
 * that was missed leaves its recordings to the next. Only one process does a night at a time.
 */
public final class NightlyJob {

  private static final String NAME = "nightly";

  private final SparkSession spark;
  private final Warehouse warehouse;

  private String recordings;
  private String profiles;
  private String folder;
  private String model;
  private ExtractOptions options = ExtractOptions.DEFAULT;
  private Double threshold;
  private List<String> allowedRoots = List.of();
  private LocalDate night;
  private Trace trace = new Trace(null, null);
  private Progress progress = Progress.silent();

  public NightlyJob(SparkSession spark, Warehouse warehouse) {
    this.spark = spark;
    this.warehouse = warehouse;
  }

  /** Folder, glob or CSV of the recordings, old and new. */
  public NightlyJob recordings(String source) {
    this.recordings = source;
    return this;
  }

  /** Watch-list: Parquet with column {@code profile_id}; all enrolled profiles when not set. */
  public NightlyJob profiles(String path) {
    this.profiles = path;
    return this;
  }

  /** Folder or URI for the manifests of nights. */
  public NightlyJob folder(String location) {
    this.folder = location;
    return this;
  }

  /** Folder of a model bundle; the bundle in the jar when not set. */
  public NightlyJob model(String uri) {
    this.model = uri;
    return this;
  }

  public NightlyJob options(ExtractOptions value) {
    this.options = value;
    return this;
  }

  /** Least score of an alert; the model's own when not set. */
  public NightlyJob threshold(Double value) {
    this.threshold = value;
    return this;
  }

  /** Folders that recordings may be read from; none allows all. */
  public NightlyJob allowedRoots(List<String> folders) {
    this.allowedRoots = List.copyOf(folders);
    return this;
  }

  /** The night to do; one that was done before is done again with the same recordings. */
  public NightlyJob night(LocalDate date) {
    this.night = date;
    return this;
  }

  public NightlyJob trace(Trace value) {
    this.trace = value;
    return this;
  }

  public NightlyJob progress(Progress value) {
    this.progress = value;
    return this;
  }

  /**
   * Runs the job.
   *
   * @throws RequestException {@code run.live} while another process does a night; or as {@link
   *     IdentifyJob#execute}
   */
  public NightlyResult execute() {
    Instant start = Instant.now();
    warehouse.createTables();
    Lease lease = Lease.acquire(warehouse, NAME, left -> UUID.randomUUID().toString());
    try (lease) {
      long frozen = frozen();
      if (frozen == 0) {
        requireToday();
        freeze(lease);
        frozen = frozen();
      }
      if (frozen == 0) {
        return new NightlyResult(
            night, 0, null, null, 0, 0, Duration.between(start, Instant.now()));
      }
      IdentifyResult found = identify();
      lease.check();
      alert(found.runId());
      delete(manifest());
      return new NightlyResult(
          night,
          frozen,
          found.runId(),
          found.summary(),
          found.profiles(),
          spark.table(VoxTable.ALERTS.sqlName()).where(isNight()).count(),
          Duration.between(start, Instant.now()));
    }
  }

  private long frozen() {
    return spark.table(VoxTable.NIGHT_RECORDINGS.sqlName()).where(isNight()).count();
  }

  /** A past night has what it was given then, or nothing. */
  private void requireToday() {
    if (night.isBefore(LocalDate.now(java.time.ZoneOffset.UTC))) {
      throw new RequestException(
          RequestError.REQUEST_VALIDATION_ERROR,
          Fault.REQUEST_BAD_VALUE,
          List.of("night"),
          "No recordings were looked at in the night of "
              + night
              + ": they belong to the night after it.");
    }
  }

  /** Gives the night all recordings that no night has had. */
  private void freeze(Lease lease) {
    String listing = new Path(folder, "listing.parquet").toString();
    ManifestJob.of(recordings)
        .hadoop(spark.sessionState().newHadoopConf())
        .out(listing)
        .execute(progress.ofPart());
    Dataset<Row> seen =
        spark.table(VoxTable.NIGHT_RECORDINGS.sqlName()).select("recording_id", "uri", "size");
    Suppressions suppressed = Suppressions.load(warehouse);
    Dataset<Row> fresh =
        spark
            .read()
            .parquet(listing)
            .select(col("recording_id"), col("uri"), col("size").cast("long").as("size"))
            .except(seen)
            .filter(
                (FilterFunction<Row>)
                    row -> !suppressed.contains(Suppressions.Kind.RECORDING, row.getString(0)))
            .withColumn("night", lit(night.toString()).cast("date"));
    lease.check();
    overwrite(
        fresh.select("night", "recording_id", "uri", "size").coalesce(1),
        VoxTable.NIGHT_RECORDINGS);
    delete(listing);
  }

  private IdentifyResult identify() {
    String manifest = manifest();
    if (!exists(manifest)) {
      spark
          .table(VoxTable.NIGHT_RECORDINGS.sqlName())
          .where(isNight())
          .select("recording_id", "uri", "size")
          .coalesce(1)
          .sortWithinPartitions("recording_id")
          .write()
          .mode("overwrite")
          .parquet(manifest);
    }
    return new IdentifyJob(spark, warehouse)
        .manifest(manifest)
        .profiles(profiles)
        .model(model)
        .options(options)
        .threshold(threshold)
        .allowedRoots(allowedRoots)
        .trace(trace)
        .progress(progress)
        .execute();
  }

  private String manifest() {
    return new Path(folder, "night-" + night + ".parquet").toString();
  }

  /** Ids are to stay in tables alone, where an erasure finds them. */
  private void delete(String file) {
    Path path = new Path(file);
    try {
      path.getFileSystem(spark.sessionState().newHadoopConf()).delete(path, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A folder that Spark was cut off writing lacks its mark. */
  private boolean exists(String manifest) {
    Path mark = new Path(manifest, "_SUCCESS");
    try {
      return mark.getFileSystem(spark.sessionState().newHadoopConf()).exists(mark);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void alert(String identification) {
    overwrite(
        spark.sql(
            """
            SELECT DATE '%1$s' AS night, i.run_id, i.operation_id, i.recording_id, n.uri,
              i.channel_number, i.identified_profile_id AS profile_id, i.score, i.confidence
            FROM %2$s i JOIN %3$s n ON n.recording_id = i.recording_id AND n.night = DATE '%1$s'
            WHERE i.run_id = '%4$s' AND i.identified_profile_id <> '%5$s'
            ORDER BY i.score DESC
            """
                .formatted(
                    night,
                    VoxTable.IDENTIFICATIONS.sqlName(),
                    VoxTable.NIGHT_RECORDINGS.sqlName(),
                    identification,
                    IdentificationRow.NOBODY)),
        VoxTable.ALERTS);
  }

  private void overwrite(Dataset<Row> rows, VoxTable table) {
    try {
      rows.writeTo(table.sqlName()).overwrite(isNight());
    } catch (NoSuchTableException e) {
      throw new IllegalStateException(e);
    }
  }

  private Column isNight() {
    return col("night").equalTo(lit(night.toString()).cast("date"));
  }
}
