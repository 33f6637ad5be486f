package org.voxmatrix.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;

/**
 * Who works on a plan, and until when that is to be believed.
 *
 * @param name of the lease
 * @param runId the run that the plan belongs to
 * @param owner the process, see {@link Owner}
 */
record LeaseRow(String name, String runId, String owner, Instant acquiredAt, Instant expiresAt) {

  /** How long a lease lasts that is not renewed. */
  static final Duration TERM = Duration.ofSeconds(90);

  /** The lease beside which there is no other. */
  static final String EXCLUSIVE = "exclusive";

  /** A lease of this process, from now on. */
  static LeaseRow taken(String name, String runId) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS); // As it is stored.
    return new LeaseRow(name, runId, Owner.self().toString(), now, now.plus(TERM));
  }

  boolean isExclusive() {
    return name.equals(EXCLUSIVE);
  }

  boolean live() {
    return Instant.now().isBefore(expiresAt) && !Owner.parse(owner).ended();
  }

  /** Whether that is the same holding, renewed or not. */
  boolean isSame(LeaseRow other) {
    return other.name.equals(name)
        && other.owner.equals(owner)
        && other.acquiredAt.equals(acquiredAt);
  }

  LeaseRow until(Instant end) {
    return new LeaseRow(name, runId, owner, acquiredAt, end);
  }

  /** The answer to whoever may not work because of this lease. */
  RequestException refusal() {
    String what =
        isExclusive()
            ? "An erasure, run " + runId + ", is being carried out by "
            : "Run " + runId + " is being worked on by ";
    return new RequestException(
        Fault.RUN_LIVE,
        List.of("run_id"),
        "%s%s since %s: wait for it, or end that process."
            .formatted(what, Owner.parse(owner).describe(), acquiredAt));
  }
}
