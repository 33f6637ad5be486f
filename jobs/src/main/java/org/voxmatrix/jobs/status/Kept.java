package org.voxmatrix.jobs.status;

import java.time.Instant;
import org.voxmatrix.ledger.RunRow;
import org.voxmatrix.ledger.State;

/**
 * What has not expired: it is not shown from then on, whether it has been removed or not.
 *
 * @param operations since when operations are kept
 * @param tasks since when runs and their tasks are kept
 */
public record Kept(Instant operations, Instant tasks) {

  /** Everything. */
  public static final Kept ALL = new Kept(Instant.MIN, Instant.MIN);

  /** Whether a run is kept: always while it is being worked on. */
  public boolean has(RunRow run) {
    return run.state() == State.RUNNING || !run.updatedAt().isBefore(tasks);
  }
}
