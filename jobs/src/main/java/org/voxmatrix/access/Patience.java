package org.voxmatrix.access;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Waits for storage, but not for ever: what it does runs on a thread that may be left behind. */
final class Patience {

  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "voxmatrix-read");
            thread.setDaemon(true);
            return thread;
          });

  private Patience() {}

  /** What is left to do with a result that nobody waits for any more. */
  @FunctionalInterface
  interface Late<T> {
    void of(T result) throws IOException;
  }

  /**
   * The result of {@code work}.
   *
   * @throws TimeoutException if it took longer than {@code most}; {@code late} gets what comes then
   */
  static <T> T within(Duration most, Callable<T> work, Late<T> late)
      throws IOException, TimeoutException {
    AtomicBoolean decided = new AtomicBoolean();
    Future<T> result =
        THREADS.submit(
            () -> {
              T done = work.call();
              if (!decided.compareAndSet(false, true)) {
                late.of(done);
              }
              return done;
            });
    try {
      return result.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return leave(result, decided, e);
    } catch (InterruptedException e) {
      leave(result, decided, null);
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException().initCause(e);
    } catch (ExecutionException e) {
      throw failure(e);
    }
  }

  private static <T> T leave(Future<T> result, AtomicBoolean decided, TimeoutException why)
      throws IOException, TimeoutException {
    if (decided.compareAndSet(false, true)) {
      result.cancel(true);
      if (why != null) {
        throw why;
      }
      return null;
    }
    try {
      return result.get(); // It came at the last moment.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException().initCause(e);
    } catch (ExecutionException e) {
      throw failure(e);
    }
  }

  private static IOException failure(ExecutionException e) {
    if (e.getCause() instanceof RuntimeException known) {
      throw known;
    }
    return e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
  }

  /** Does what nobody waits for. */
  static void behind(Runnable work) {
    THREADS.execute(work);
  }
}
