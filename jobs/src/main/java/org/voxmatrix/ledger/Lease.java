package org.voxmatrix.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.tables.Warehouse;

/**
 * The sole right to work on one plan, held by one process and renewed while that process lives. The
 * row also remembers the run that the plan belongs to, so that a later process finds and resumes a
 * run that was interrupted. One lease is exclusive: while it is held there is no other.
 */
public final class Lease implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
  private static final int RENEWALS_A_CLEANING = 20;

  private final LeaseTable table;
  private final LeaseRow held;
  private final Long erasures;
  private final Heartbeat heartbeat;
  private int renewals;
  private volatile boolean lost;
  private volatile Instant expiresAt;

  private Lease(LeaseTable table, LeaseRow held, Long erasures) {
    this.table = table;
    this.held = held;
    this.erasures = erasures;
    this.expiresAt = held.expiresAt();
    this.heartbeat = new Heartbeat(LeaseRow.TERM, this::renew);
  }

  /** Chooses the run to work on, given the one that the last holder was working on. */
  @FunctionalInterface
  public interface RunChoice {
    String runId(Optional<String> left);
  }

  /**
   * Takes the lease {@code name}.
   *
   * @throws RequestException of fault {@code run.live} while another live process holds it, or the
   *     exclusive lease
   */
  public static Lease acquire(Warehouse warehouse, String name, RunChoice choice) {
    LeaseTable table = new LeaseTable(warehouse);
    while (true) {
      LeaseTable.Rivals rivals = table.rivals(name);
      rivals
          .live()
          .ifPresent(
              rival -> {
                throw rival.refusal();
              });
      LeaseRow row = LeaseRow.taken(name, choice.runId(rivals.before().map(LeaseRow::runId)));
      Long erasures = table.erasures();
      if (rivals.put(row)) {
        return new Lease(table, row, erasures);
      }
    }
  }

  /**
   * Takes the exclusive lease.
   *
   * @throws RequestException of fault {@code run.live} while any live process holds any lease
   */
  public static Lease exclusive(Warehouse warehouse, RunChoice choice) {
    return acquire(warehouse, LeaseRow.EXCLUSIVE, choice);
  }

  /** The run that this lease is for. */
  public String runId() {
    return held.runId();
  }

  /** The process that holds it. */
  String owner() {
    return held.owner();
  }

  /** Fails when the lease could not be renewed in time, so that no work is done without it. */
  public void check() {
    if (isPast()) {
      renew(); // As after a long sleep of the machine.
    }
    if (lost || isPast()) {
      throw new IllegalStateException(
          "Lost the lease " + held.name() + ": another process may be working on this run");
    }
  }

  /** As {@link #check}, by what the table says now. */
  synchronized void confirm() {
    if (!table.holds(held)) {
      lost = true;
    }
    check();
  }

  private boolean isPast() {
    return Instant.now().isAfter(expiresAt);
  }

  /** Gives the lease up with the run unfinished: the next process resumes it. */
  @Override
  public void close() {
    heartbeat.stop();
    replace(List.of(held.until(Instant.now())));
  }

  /** Gives the lease up with the run finished. */
  public void finish() {
    heartbeat.stop();
    replace(List.of());
    table.forgetOldRenewals();
  }

  private synchronized void replace(List<LeaseRow> rows) {
    if (!lost) {
      lost = !table.replace(held, rows);
    }
  }

  private synchronized void renew() {
    if (lost) {
      return;
    }
    try {
      LeaseTable.Rivals rivals = table.rivals(held.name());
      boolean others =
          rivals.rows().stream()
              .anyMatch(other -> other.live() && !other.owner().equals(held.owner()));
      boolean ours = rivals.rows().stream().anyMatch(held::isSame);
      if (others || !ours || (isPast() && wasErasure())) {
        lost = true;
        return;
      }
      LeaseRow next = held.until(Instant.now().plus(LeaseRow.TERM));
      if (!rivals.put(next)) {
        throw new IllegalStateException("Another process wrote a lease first");
      }
      expiresAt = next.expiresAt();
      if (++renewals % RENEWALS_A_CLEANING == 0) {
        table.forgetOldRenewals();
      }
    } catch (RuntimeException e) {
      LOG.warn("Cannot renew the lease {}; trying again", held.name(), e);
    }
  }

  /** While nobody held the lease an erasure may have come and gone; what was read before is old. */
  private boolean wasErasure() {
    return !held.isExclusive() && !Objects.equals(erasures, table.erasures());
  }
}
