package org.voxmatrix.jobs;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.identity.Json;
import org.voxmatrix.ledger.Run;

/** Writes why a run failed into its row; started again, it resumes. */
final class RunFailure {

  private static final Logger LOG = LoggerFactory.getLogger(RunFailure.class);

  private RunFailure() {}

  /**
   * Does the work of a run, and records its failure before passing it on.
   *
   * @param reason what the row says of the failure
   */
  static void recorded(
      SparkSession spark, Run run, Function<RuntimeException, String> reason, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      // A session that was stopped from outside, as by Ctrl-C, has not failed.
      if (!spark.sparkContext().isStopped()) {
        record(run, reason.apply(e));
      }
      throw e;
    }
  }

  private static void record(Run run, String reason) {
    ErrorDetail detail = ErrorDetail.of(Fault.INTERNAL, List.of("root"), reason);
    RequestError error = RequestError.INTERNAL;
    try {
      run.fail(
          Json.write(
              Map.of("type", error.type(), "message", error.message(), "detail", List.of(detail))));
    } catch (RuntimeException e) {
      LOG.warn("Cannot record that run {} failed", run.id(), e);
    }
  }
}
