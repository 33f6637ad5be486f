package org.voxmatrix.jobs;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.jobs.retention.ExpireSettings;
import org.voxmatrix.ledger.CallerIds;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.ledger.RunPart;
import org.voxmatrix.session.Models;
import org.voxmatrix.session.Progress;
import org.voxmatrix.tables.Warehouse;

/**
 * Where and for whom a job runs; what it does is in its settings.
 *
 * @param runId the run to start or resume; null to choose
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
    Duration operationsKept)
    implements JobContextBuilder.With {

  /** One that chooses the run and reports no progress. */
  public static JobContext of(SparkSession spark, Warehouse warehouse) {
    return new JobContext(
        spark,
        warehouse,
        new Models(spark),
        new CallerIds(null, null),
        null,
        Progress.silent(),
        ExpireSettings.DEFAULT.operations());
  }

  /** For a run that is part of another. */
  public JobContext ofPart(Run run, RunPart part) {
    return withRunId(part.of(run.id())).withCaller(run.caller()).withProgress(progress.ofPart());
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
