package org.voxmatrix.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.tables.Warehouse;

/**
 * How an erasure gets its turn among busy jobs: it says that it waits; runs that are at work finish
 * their wave and make way, and new ones do not begin.
 */
public final class ErasureTurn {

  private static final Logger LOG = LoggerFactory.getLogger(ErasureTurn.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final LeaseTable table;

  public ErasureTurn(Warehouse warehouse) {
    this.table = new LeaseTable(warehouse);
  }

  /**
   * Opens the run of an erasure as soon as no other run is at work.
   *
   * @param open opens it, or fails with {@code run.live}
   * @param patience after which its last failure is thrown
   */
  public Run await(Supplier<Run> open, Duration patience) {
    Instant end = Instant.now().plus(patience);
    String name = LeaseRow.WAITING + UUID.randomUUID();
    LeaseRow waiting = LeaseRow.taken(name, name);
    table.put(waiting);
    Heartbeat heartbeat = new Heartbeat(LeaseRow.TERM, () -> renew(waiting));
    try {
      while (true) {
        try {
          return open.get();
        } catch (RequestException e) {
          if (!e.has(Fault.RUN_LIVE) || Instant.now().isAfter(end)) {
            throw e;
          }
        }
        sleep();
      }
    } finally {
      heartbeat.stop();
      withdraw(waiting);
    }
  }

  private void withdraw(LeaseRow waiting) {
    try {
      table.remove(waiting);
    } catch (RuntimeException e) {
      LOG.warn("Others wait until the row of the waiting erasure is over: {}", e.toString());
    }
  }

  /** Waits until no erasure is at work or waits. */
  public void pass() {
    while (table.erasureAhead().isPresent()) {
      sleep();
    }
  }

  private void renew(LeaseRow waiting) {
    try {
      table.put(waiting.until(Instant.now().plus(LeaseRow.TERM)));
    } catch (RuntimeException e) {
      LOG.warn("Cannot say that an erasure waits; trying again: {}", e.toString());
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(LOOK.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for an erasure's turn", e);
    }
  }
}
