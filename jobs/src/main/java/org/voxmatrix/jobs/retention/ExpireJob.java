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

  /** How long operations are kept after their last action. */
  public static final Duration OPERATIONS = Duration.ofHours(24);

  private final Warehouse warehouse;

  private Duration operations = OPERATIONS;
  private Duration tasks = Duration.ofDays(30);
  private Duration voiceprints;
  private Duration snapshots = Duration.ofHours(1);

  public ExpireJob(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** How long operations are kept after their last action; null for ever. */
  public ExpireJob operations(Duration kept) {
    this.operations = kept;
    return this;
  }

  /** How long runs, their plans and tasks are kept after their last action; null for ever. */
  public ExpireJob tasks(Duration kept) {
    this.tasks = kept;
    return this;
  }

  /** How long voiceprints are kept; null for ever. */
  public ExpireJob voiceprints(Duration kept) {
    this.voiceprints = kept;
    return this;
  }

  /** How long removed rows stay readable for those who began to read before; null for ever. */
  public ExpireJob snapshots(Duration kept) {
    this.snapshots = kept;
    return this;
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
      Retention retention = new Retention(warehouse);
      return new ExpireResult(
          before(now, operations).map(retention::operations).orElse(0L),
          before(now, tasks).map(retention::runs).orElse(0L),
          before(now, voiceprints).map(retention::voiceprints).orElse(0L),
          before(now, snapshots).map(retention::snapshots).orElse(0L));
    } finally {
      lease.finish();
    }
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
