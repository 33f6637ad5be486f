package org.voxmatrix.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.storage.Owner;

/**
 * Who works on a plan, and until when that is to be believed.
 *
 * @param name of the lease
 * @param runId the run that the plan belongs to
 * @param owner the process, see {@link Owner}
 */
record LeaseRow(String name, String runId, String owner, Instant acquiredAt, Instant expiresAt) {

  /** How long a lease lasts that is not renewed; tests have less time. */
  static final Duration TERM = Duration.ofSeconds(Long.getLong("voxmatrix.lease-seconds", 90));

  /** The lease beside which there is no other. */
  static final String EXCLUSIVE = "exclusive";

  /** What a repair gives for its run: a lease names one, and a repair is none. */
  static final String NO_RUN = new UUID(0, 0).toString();

  /** How the names of those begin that wait for that one: others make way for them. */
  static final String WAITING = "waiting/";

  /**
   * The name under which a run is left that is not done, for who takes that lease next: several
   * runs may have had one plan.
   */
  static String left(String name, String runId) {
    return name + "/" + runId;
  }

  /** A lease of this process, from now on. */
  static LeaseRow taken(String name, String runId) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS); // As it is stored.
    return new LeaseRow(name, runId, Owner.self().toString(), now, now.plus(TERM));
  }

  boolean isExclusive() {
    return name.equals(EXCLUSIVE);
  }

  boolean hasRun() {
    return !runId.equals(NO_RUN);
  }

  boolean isWaiting() {
    return name.startsWith(WAITING);
  }

  boolean live() {
    return Instant.now().isBefore(expiresAt) && !Owner.parse(owner).ended();
  }

  /** Whether the holder may be asleep, to wake and go on as if nothing had happened. */
  boolean mayWake() {
    return expiresAt.isAfter(acquiredAt) && !isWaiting() && !Owner.parse(owner).ended();
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

  /** Held by nobody, and not to be held again by who gave it up; it remembers its run. */
  LeaseRow givenUp() {
    return until(acquiredAt);
  }

  /** What the holder finds if it wakes: who works in its place. */
  LeaseRow takenBy(LeaseRow other) {
    return new LeaseRow(name, runId, other.owner, other.acquiredAt, other.acquiredAt);
  }

  /** The answer to whoever may not work because of this lease. */
  RequestException refusal() {
    String since = "%s since %s".formatted(Owner.parse(owner).describe(), acquiredAt);
    if (isExclusive()) {
      return new ErasureAhead(
          "An erasure or repair, run %s, is being carried out by %s: wait for it, or end that process."
              .formatted(runId, since));
    }
    if (isWaiting()) {
      return new ErasureAhead(
          "An erasure by %s waits for its turn: run the same command after it.".formatted(since));
    }
    return new RequestException(
        Fault.RUN_LIVE,
        List.of("run_id"),
        "Run %s is being worked on by %s: wait for it (erase --wait does), or end that process."
            .formatted(runId, since));
  }

  /**
   * The answer to whoever held this lease and has lost it.
   *
   * @param now the lease of that name as it is now, if there is one
   */
  RequestException loss(Optional<LeaseRow> now) {
    String by =
        now.map(
                taker ->
                    "taken over by %s at %s"
                        .formatted(Owner.parse(taker.owner).describe(), taker.acquiredAt))
            .orElse("taken over and finished by another process");
    return new RequestException(
        Fault.RUN_TAKEN_OVER,
        List.of("run_id"),
        "Run %s was %s while this process did not answer, as in a sleep of the machine; this process has stopped without writing anything since: run the same command to see or resume it."
            .formatted(runId, by));
  }
}
