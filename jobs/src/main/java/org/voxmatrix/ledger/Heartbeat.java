package org.voxmatrix.ledger;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Renews a lease from time to time, in a thread of its own. */
final class Heartbeat {

  private final Duration patience;
  private final ScheduledExecutorService thread;

  /**
   * @param term time in which at least one beat has to succeed
   */
  Heartbeat(Duration term, Runnable beat) {
    this.patience = term;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = new Thread(task, "voxmatrix-lease");
              made.setDaemon(true);
              return made;
            });
    long every = term.toSeconds() / 3;
    thread.scheduleWithFixedDelay(beat, every, every, TimeUnit.SECONDS);
  }

  /** Lets a beat that has begun end first: a commit that is interrupted would be tried again. */
  void stop() {
    thread.shutdown();
    try {
      thread.awaitTermination(patience.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
