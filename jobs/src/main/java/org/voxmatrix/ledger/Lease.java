package org.voxmatrix.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.tables.CrashPoint;
import org.voxmatrix.tables.Warehouse;

/**
 * The sole right to work on one plan, held by one process and renewed while that process lives. The
 * row also remembers the run that the plan belongs to, so that a later process finds and resumes a
 * run that was interrupted. One lease is exclusive: while it is held there is no other.
 */
public final class Lease implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
  private static final int RENEWALS_A_CLEANING = 20;

  private final Warehouse warehouse;
  private final LeaseTable table;
  private final LeaseRow held;
  private final Runnable holding = this::confirm;
  private final Heartbeat heartbeat;
  private int renewals;
  private volatile boolean lost;
  private volatile Instant expiresAt;

  private Lease(Warehouse warehouse, LeaseTable table, LeaseRow held) {
    this.warehouse = warehouse;
    this.table = table;
    this.held = held;
    this.expiresAt = held.expiresAt();
    this.heartbeat = new Heartbeat(LeaseRow.TERM, () -> CrashPoint.whole(this::renew));
    warehouse.fence().hold(holding);
  }

  /** Chooses the run to work on, given the one that the last holder was working on. */
  @FunctionalInterface
  public interface RunChoice {
    String runId(Optional<String> left);
  }

  /**
   * Takes the lease {@code name}. If a process that held what this one excludes may be asleep, it
   * cannot commit from then on.
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
      LeaseRow row = LeaseRow.taken(name, choice.runId(rivals.run()));
      if (rivals.put(row)) {
        return new Lease(warehouse, table, row).fenced(rivals.mayWake());
      }
    }
  }

  private Lease fenced(boolean mayWake) {
    if (mayWake) {
      try {
        warehouse.raiseFence();
      } catch (RuntimeException e) {
        // Not given up: the next holder has to raise it, too.
        release();
        throw e;
      }
    }
    return this;
  }

  /**
   * Takes the exclusive lease.
   *
   * @throws RequestException of fault {@code run.live} while any live process holds any lease
   */
  public static Lease exclusive(Warehouse warehouse, RunChoice choice) {
    return acquire(warehouse, LeaseRow.EXCLUSIVE, choice);
  }

  /**
   * Takes the exclusive lease for a repair, which remembers an erasure that was interrupted.
   *
   * @throws RequestException as {@link #exclusive}
   */
  public static Lease forRepair(Warehouse warehouse) {
    return exclusive(warehouse, left -> left.orElse(LeaseRow.NO_RUN));
  }

  /** The run that this lease is for. */
  public String runId() {
    return held.runId();
  }

  /** The process that holds it. */
  String owner() {
    return held.owner();
  }

  /**
   * Fails when the lease could not be renewed in time, so that no work is done without it.
   *
   * @throws RequestException of fault {@code run.taken-over} if another process has taken it
   */
  public void check() {
    if (isPast()) {
      renew(); // As after a long sleep of the machine.
    }
    if (lost) {
      throw held.loss(table.find(held.name()));
    }
    if (isPast()) {
      throw new IllegalStateException("Cannot renew the lease " + held.name());
    }
  }

  /**
   * As {@link #check}, by what the table says now.
   *
   * @throws RequestException as {@link #check}
   */
  synchronized void confirm() {
    if (table.find(held.name()).filter(held::isSame).isEmpty()) {
      lost = true;
    }
    check();
  }

  /**
   * Does the work that the lease is for.
   *
   * @throws RequestException as {@link #check}, whatever the work failed of when it was lost
   */
  public <R> R during(Supplier<R> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      refuseIfLost(e);
      throw e;
    }
  }

  void refuseIfLost(RuntimeException failure) {
    try {
      confirm();
    } catch (RequestException lost) {
      if (lost != failure) {
        lost.addSuppressed(failure);
      }
      throw lost;
    } catch (RuntimeException unknown) {
      failure.addSuppressed(unknown);
    }
  }

  private boolean isPast() {
    return Instant.now().isAfter(expiresAt);
  }

  /** Gives the lease up with the run unfinished: the next process resumes it. */
  @Override
  public void close() {
    release();
    replace(held.hasRun() ? List.of(held.givenUp()) : List.of());
  }

  /** Gives the lease up with the run finished. */
  public void finish() {
    release();
    replace(List.of());
    table.forgetOldRenewals();
  }

  private void release() {
    heartbeat.stop();
    warehouse.fence().release(holding);
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
              .filter(other -> !other.isWaiting())
              .anyMatch(other -> other.live() && !other.owner().equals(held.owner()));
      boolean ours = rivals.rows().stream().anyMatch(held::isSame);
      if (others || !ours) {
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
      LOG.warn("Cannot renew the lease {}; trying again: {}", held.name(), e.toString());
      LOG.debug("Where the renewal failed", e);
    }
  }
}
