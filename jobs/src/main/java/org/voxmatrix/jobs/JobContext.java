package org.voxmatrix.jobs;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.function.BiFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.models.ModelInUseTable;
import org.voxmatrix.jobs.retention.ExpireSettings;
import org.voxmatrix.ledger.CallerIds;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.recordings.Manifest;
import org.voxmatrix.session.Models;
import org.voxmatrix.session.Progress;
import org.voxmatrix.tables.Warehouse;

/**
 * Where and for whom a job runs; what it does is in its settings.
 *
 * @param runId the run to start or resume; null to choose
 * @param maxItems rows of a manifest, of which more are refused; null for what memory holds
 * @param operationsKept how long operations are kept after their last action; null for ever
 */
@RecordBuilder
public record JobContext(
    SparkSession spark,
    Warehouse warehouse,
    Models models,
    CallerIds caller,
    String runId,
    Progress progress,
    Long maxItems,
    Duration operationsKept)
    implements JobContextBuilder.With {

  /** One that chooses the run and reports no progress. */
  public static JobContext of(SparkSession spark, Warehouse warehouse) {
    return new JobContext(
        spark,
        warehouse,
        new Models(spark, () -> new ModelInUseTable(warehouse).usual(System.getenv())),
        new CallerIds(null, null),
        null,
        Progress.silent(),
        null,
        ExpireSettings.DEFAULT.operations());
  }

  /** For a run that is part of another. */
  public JobContext ofPart(Run run, String partId) {
    return withRunId(partId).withCaller(run.caller()).withProgress(progress.ofPart());
  }

  /** Opens a manifest of recordings, with the user's own columns, and says so: it may be large. */
  public Manifest manifest(String path) {
    return bounded(Manifest::open, path);
  }

  /** As {@link #manifest}, without the user's own columns. */
  public Manifest bareManifest(String path) {
    return bounded(Manifest::openBare, path);
  }

  /** As {@link #bareManifest}, of recordings or precomputed voiceprints. */
  public Manifest manifestWithVoiceprints(String path) {
    return bounded(Manifest::openWithVoiceprints, path);
  }

  private Manifest bounded(BiFunction<SparkSession, String, Manifest> open, String path) {
    progress.step("reading the manifest");
    Manifest manifest = open.apply(spark, path);
    try {
      manifest.requireAtMost(maxItems);
      return manifest;
    } catch (RequestException e) {
      manifest.close();
      throw e;
    }
  }

  public Ledger ledger() {
    return new Ledger(warehouse);
  }

  public JavaSparkContext javaSpark() {
    return JavaSparkContext.fromSparkContext(spark.sparkContext());
  }

  /** Settings of file systems. */
  public Configuration hadoop() {
    return spark.sessionState().newHadoopConf();
  }
}
