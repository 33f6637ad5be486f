package org.voxmatrix.jobs.nights;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.extract.ExtractOptions;
import org.voxmatrix.jobs.identify.IdentifyJob;
import org.voxmatrix.jobs.identify.IdentifyResult;
import org.voxmatrix.jobs.retention.ExpireJob;
import org.voxmatrix.ledger.CallerIds;
import org.voxmatrix.ledger.Lease;
import org.voxmatrix.ledger.Suppressions;
import org.voxmatrix.manifest.IfEmpty;
import org.voxmatrix.manifest.ManifestJob;
import org.voxmatrix.session.Progress;
import org.voxmatrix.tables.Warehouse;

/**
 * Looks for the profiles of a watch-list in recordings that came since the last night. Which ones a
 * night takes is frozen first, so one that was cut off, or is done again, has the same; the next
 * one finishes it before its own. A night that was missed, or could not begin, leaves its
 * recordings to the next. Only one process does nights at a time.
 */
public final class NightlyJob {

  private static final String NAME = "nightly";

  private final SparkSession spark;
  private final Warehouse warehouse;
  private final NightTables tables;

  private String recordings;
  private String profiles;
  private NightFolder folder;
  private String model;
  private ExtractOptions options = ExtractOptions.DEFAULT;
  private Double threshold;
  private List<String> allowedRoots = List.of();
  private long maxBytes = 2L << 30;
  private Duration operationsKept = ExpireJob.OPERATIONS;
  private LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private LocalDate night;
  private CallerIds trace = new CallerIds(null, null);
  private Progress progress = Progress.silent();

  public NightlyJob(SparkSession spark, Warehouse warehouse) {
    this.spark = spark;
    this.warehouse = warehouse;
    this.tables = new NightTables(spark);
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

  /** Folder of this machine, or URI, for the manifests of nights. */
  public NightlyJob folder(String location) {
    this.folder = NightFolder.of(location, spark.sessionState().newHadoopConf());
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

  /** Recordings of more bytes are rejected. */
  public NightlyJob maxBytes(long bytes) {
    this.maxBytes = bytes;
    return this;
  }

  /** How long operations are kept after their last action; null for ever. */
  public NightlyJob operationsKept(Duration time) {
    this.operationsKept = time;
    return this;
  }

  /** The day that it is, UTC. */
  NightlyJob today(LocalDate date) {
    this.today = date;
    return this;
  }

  /**
   * The one night to do; one that was done before is done again with the same recordings. When not
   * set, those that earlier days left unfinished, then today's.
   */
  public NightlyJob night(LocalDate date) {
    this.night = date;
    return this;
  }

  public NightlyJob trace(CallerIds value) {
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
   * @return the nights done, in order
   * @throws RequestException {@code run.live} while another process does a night; or as {@link
   *     IdentifyJob#execute}
   */
  public List<NightlyResult> execute() {
    if (night != null && night.isAfter(today)) {
      throw refused("Night " + night + " is in the future; today is " + today + " (UTC).");
    }
    warehouse.createTables();
    Lease lease = Lease.acquire(warehouse, NAME, left -> UUID.randomUUID().toString());
    try (lease) {
      // Nothing is frozen for a night that could not begin.
      identification().validate();
      List<LocalDate> unfinished = tables.unfinished();
      folder.clean(unfinished);
      List<NightlyResult> done = new ArrayList<>();
      for (LocalDate date : unfinished) {
        if (night == null && date.isBefore(today)) {
          done.add(execute(date, lease));
        }
      }
      done.add(execute(night == null ? today : night, lease));
      return done;
    }
  }

  private NightlyResult execute(LocalDate date, Lease lease) {
    Instant start = Instant.now();
    if (tables.count(date) == 0) {
      requireToday(date);
      tables.begin(date);
      freeze(date, lease);
    } else {
      tables.begin(date);
    }
    long frozen = tables.count(date);
    if (frozen == 0) {
      return new NightlyResult(
          date, 0, null, null, 0, List.of(), 0, Duration.between(start, Instant.now()));
    }
    Path manifest = manifest(date);
    IdentifyResult found = identification().manifest(manifest.toString()).execute();
    lease.check();
    tables.alert(date, found.runId());
    tables.finish(date, found.runId());
    folder.delete(manifest);
    return new NightlyResult(
        date,
        frozen,
        found.runId(),
        found.summary(),
        found.profiles(),
        found.setAside(),
        tables.alerts(date),
        Duration.between(start, Instant.now()));
  }

  /** A past night has what it was given then, or nothing. */
  private void requireToday(LocalDate date) {
    if (!date.equals(today)) {
      throw refused(
          "The night of " + date + " was not run: its recordings belong to the next night.");
    }
  }

  private static RequestException refused(String message) {
    return new RequestException(
        RequestError.REQUEST_VALIDATION_ERROR, Fault.REQUEST_BAD_VALUE, List.of("night"), message);
  }

  /** Gives the night all recordings that no night has had. */
  private void freeze(LocalDate date, Lease lease) {
    Path listing = new Path(folder.listing(), "recordings.parquet");
    try {
      ManifestJob.of(recordings)
          .hadoop(spark.sessionState().newHadoopConf())
          .ifEmpty(IfEmpty.WRITE)
          .out(listing.toString())
          .execute(progress.ofPart());
      lease.check();
      tables.freeze(
          date,
          tables.fresh(spark.read().parquet(listing.toString()), Suppressions.load(warehouse)));
    } finally {
      folder.delete(folder.listing());
    }
  }

  private Path manifest(LocalDate date) {
    Path manifest = folder.manifest(date);
    if (!folder.isComplete(manifest)) {
      tables.recordings(date).coalesce(1).write().mode("overwrite").parquet(manifest.toString());
    }
    return manifest;
  }

  private IdentifyJob identification() {
    return new IdentifyJob(spark, warehouse)
        .profiles(profiles)
        .model(model)
        .options(options)
        .threshold(threshold)
        .allowedRoots(allowedRoots)
        .maxBytes(maxBytes)
        .operationsKept(operationsKept)
        .trace(trace)
        .progress(progress);
  }
}
