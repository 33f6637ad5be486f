package org.voxmatrix.session;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.util.LongAccumulator;

/** Passes what executors have counted on to the progress, twice a second. */
public final class ProgressFeed implements AutoCloseable {

  private static final long EVERY_MILLIS = 500;

  private final Progress progress;
  private final LongAccumulator counter;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "voxmatrix-progress");
            thread.setDaemon(true);
            return thread;
          });
  private long told;

  public ProgressFeed(Progress progress, LongAccumulator counter) {
    this.progress = progress;
    this.counter = counter;
    clock.scheduleWithFixedDelay(this::tell, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Counts items that an earlier process finished. */
  public void skip(long items) {
    progress.advance(items);
  }

  private synchronized void tell() {
    long now = counter.value();
    if (now > told) {
      progress.advance(now - told);
      told = now;
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    tell();
    progress.done();
  }
}
