package org.voxmatrix.jobs.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.voxmatrix.ledger.Lease;
import org.voxmatrix.tables.Warehouse;

/** Removes what is older than it may be kept. Needs no Spark. */
public final class ExpireJob {

  private static final String NAME = "expire";

  private final Warehouse warehouse;
  private final ExpireSettings settings;

  public ExpireJob(Warehouse warehouse, ExpireSettings settings) {
    this.warehouse = warehouse;
    this.settings = settings;
  }

  /**
   * Runs the job.
   *
   * @throws org.voxmatrix.error.RequestException {@code run.live} while an erasure, or another
   *     process of this job, is at work
   */
  public ExpireResult execute() {
    Instant now = Instant.now();
    Lease lease = Lease.acquire(warehouse, NAME, left -> UUID.randomUUID().toString());
    try {
      return lease.during(() -> expire(now));
    } finally {
      lease.finish();
    }
  }

  private ExpireResult expire(Instant now) {
    Retention retention = new Retention(warehouse);
    return new ExpireResult(
        before(now, settings.operations()).map(retention::operations).orElse(0L),
        before(now, settings.tasks()).map(retention::runs).orElse(0L),
        before(now, settings.voiceprints()).map(retention::voiceprints).orElse(0L),
        before(now, settings.snapshots()).map(retention::snapshots).orElse(0L));
  }

  /**
   * Removes old operations and nothing else; for the end of every job, whose lease it counts on.
   *
   * @param kept how long operations are kept after their last action; null for ever
   * @return how many were removed
   */
  public static long operations(Warehouse warehouse, Duration kept) {
    return before(Instant.now(), kept).map(new Retention(warehouse)::operations).orElse(0L);
  }

  private static Optional<Instant> before(Instant now, Duration kept) {
    return Optional.ofNullable(kept).map(now::minus);
  }
}
