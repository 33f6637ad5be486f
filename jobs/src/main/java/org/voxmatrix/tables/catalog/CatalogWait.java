package org.voxmatrix.tables.catalog;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.BusyHandler;

/** Waits, with pauses that grow to a second, while another process has locked the catalog. */
final class CatalogWait extends BusyHandler {

  private static final Logger LOG = LoggerFactory.getLogger(CatalogWait.class);
  private static final long SHORTEST_MILLIS = 10;
  private static final int DOUBLINGS = 7;

  /** Any commit may take that long; later, people are told, and from time to time again. */
  private static final long TOLD_EVERY_NANOS = TimeUnit.SECONDS.toNanos(15);

  private static final long FIRST_TOLD_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Duration limit;
  private long begun;
  private long told;

  CatalogWait(Duration limit) {
    this.limit = limit;
  }

  /**
   * Called by SQLite when it finds a lock.
   *
   * @param before how often it was called for this lock before
   * @return 0 to fail
   */
  @Override
  protected int callback(int before) {
    long now = System.nanoTime();
    if (before == 0) {
      begun = now;
      told = now - TOLD_EVERY_NANOS + FIRST_TOLD_NANOS;
    }
    Duration waited = Duration.ofNanos(now - begun);
    if (waited.compareTo(limit) >= 0) {
      return 0;
    }
    if (now - told >= TOLD_EVERY_NANOS) {
      told = now;
      LOG.info(
          "Waiting for a process that has locked the catalog of the warehouse: {} s of {} s",
          waited.toSeconds(),
          limit.toSeconds());
    }
    try {
      Thread.sleep(SHORTEST_MILLIS << Math.min(before, DOUBLINGS));
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }
}
