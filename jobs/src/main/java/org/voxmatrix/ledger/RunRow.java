package org.voxmatrix.ledger;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;

/**
 * One run of a job.
 *
 * @param planKey hash of everything that decides the result: input, order, model, settings
 * @param plan the frozen settings, as JSON
 * @param waves number of waves
 * @param items number of items to do
 * @param skipped items left out because an earlier run did them
 * @param model name of the model, or null
 * @param owner process that started or last resumed the run
 * @param error request error as JSON, or null
 */
@RecordBuilder
public record RunRow(
    String runId,
    String job,
    State state,
    String planKey,
    String plan,
    int waves,
    long items,
    long skipped,
    String model,
    String modelFingerprint,
    CallerIds caller,
    String owner,
    Instant createdAt,
    Instant updatedAt,
    String error)
    implements RunRowBuilder.With {

  /** The run in another state, as of now. */
  public RunRow to(State next, String nextError) {
    return withState(next).withError(nextError).withUpdatedAt(Instant.now());
  }

  /** Whether there is nothing left to do. */
  public boolean isFinished() {
    return state == State.DONE || state == State.REJECTED;
  }
}
