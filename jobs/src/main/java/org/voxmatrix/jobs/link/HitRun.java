package org.voxmatrix.jobs.link;

import java.util.ArrayList;
import java.util.List;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.identity.Json;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.compare.CompareJob;
import org.voxmatrix.jobs.compare.CompareResult;
import org.voxmatrix.jobs.compare.CompareSettings;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.ledger.RunPart;
import org.voxmatrix.ledger.State;
import org.voxmatrix.ledger.Suppressions;

/** The comparison that a run of {@code link} is made of: a run of its own. */
record HitRun(JobContext context, Run run) {

  /**
   * Finds the hits, or does what is left of it.
   *
   * @return the comparison's run
   * @throws RequestException if the set has invalid voiceprints that are not to be left out
   */
  String of(CompareSettings comparison) {
    int erased = Suppressions.load(context.warehouse()).size();
    JobContext part = context.ofPart(run, RunPart.COMPARISON.of(run.id(), erased));
    CompareResult result = new CompareJob(part, comparison).execute();
    if (result.state() != State.DONE) {
      throw new RequestException(RequestError.REQUEST_VALIDATION_ERROR, faults(result));
    }
    return result.runId();
  }

  private static List<ErrorDetail> faults(CompareResult result) {
    List<ErrorDetail> faults = new ArrayList<>();
    Json.read(result.detail())
        .forEach(fault -> faults.add(Json.mapper().convertValue(fault, ErrorDetail.class)));
    ErrorDetail first = faults.get(0);
    boolean one = faults.size() == 1;
    String more =
        "%s Of %,d faults of the set, this is the first; --skip-bad leaves such voiceprints out.";
    return List.of(
        new ErrorDetail(
            first.location(),
            one ? first.message() : more.formatted(first.message(), faults.size()),
            first.type(),
            first.context()));
  }
}
