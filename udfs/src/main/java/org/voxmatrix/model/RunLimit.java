package org.voxmatrix.model;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends a run that does not end: what a graph does may depend on the voice that it is given, and its
 * first run was of silence.
 *
 * @param options of the run
 */
record RunLimit(OrtSession.RunOptions options, Future<?> alarm) implements AutoCloseable {

  /** Many times what the largest network takes for the longest input. */
  static final long MOST_MILLIS = 300_000;

  private static final ScheduledThreadPoolExecutor CLOCK = clock();

  static RunLimit begin(long millis) throws OrtException {
    OrtSession.RunOptions options = new OrtSession.RunOptions();
    return new RunLimit(
        options,
        CLOCK.schedule(
            () -> {
              synchronized (options) {
                options.setTerminate(true);
              }
              return null;
            },
            millis,
            TimeUnit.MILLISECONDS));
  }

  private static ScheduledThreadPoolExecutor clock() {
    ScheduledThreadPoolExecutor clock =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "voxmatrix-run-limit");
              thread.setDaemon(true);
              return thread;
            });
    clock.setRemoveOnCancelPolicy(true);
    return clock;
  }

  @Override
  public void close() {
    alarm.cancel(false);
    synchronized (options) {
      options.close();
    }
  }
}
