package org.voxmatrix.jobs;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Failure;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.identity.Json;
import org.voxmatrix.ledger.ErasureAhead;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.session.Faults;

/** Writes why a run failed into its row; started again, it resumes. */
final class RunFailure {

  private static final Logger LOG = LoggerFactory.getLogger(RunFailure.class);

  private RunFailure() {}

  /** Does the work of a run, and records its failure before passing it on. */
  static <R> R recorded(SparkSession spark, Run run, Supplier<R> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      // A session that was stopped from outside, as by Ctrl-C, has not failed, nor has who makes
      // way.
      if (!spark.sparkContext().isStopped() && !(e instanceof ErasureAhead)) {
        run.refuseIfLost(e);
        record(run, e);
      }
      throw e;
    }
  }

  private static void record(Run run, RuntimeException failure) {
    ErrorDetail detail =
        new ErrorDetail(
            List.of("root"),
            "The run failed: the log says why.",
            type(failure),
            Map.of("exception", Failure.kinds(failure)));
    RequestError error = RequestError.INTERNAL;
    try {
      run.fail(
          Json.write(
              Map.of("type", error.type(), "message", error.message(), "detail", List.of(detail))));
    } catch (RuntimeException e) {
      LOG.warn("Cannot record that run {} failed ({})", run.id(), Failure.kinds(e));
      LOG.debug("Where that failed", Failure.wordless(e));
    }
  }

  private static String type(RuntimeException failure) {
    return Faults.find(failure)
        .flatMap(request -> request.detail().stream().findFirst())
        .map(ErrorDetail::type)
        .orElse(Fault.INTERNAL.type());
  }
}
