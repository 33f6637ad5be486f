package org.voxmatrix.recordings;

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
import org.voxmatrix.audio.input.AudioInput;
import org.voxmatrix.error.Fault;

/** Gives up on a file that gives no bytes, as storage that is gone does. */
final class TimedInput implements AudioInput {

  private static final ExecutorService READERS =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "voxmatrix-read");
            thread.setDaemon(true);
            return thread;
          });

  private static final long NOWHERE = -1;

  private final AudioInput input;
  private final Duration most;
  private long sought = NOWHERE;
  private byte[] buffer = new byte[0];
  private boolean stuck;

  TimedInput(AudioInput input, Duration most) {
    this.input = input;
    this.most = most;
  }

  @Override
  public long size() {
    return input.size();
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    byte[] own = own(length);
    long target = sought;
    sought = NOWHERE;
    int count =
        timed(
            () -> {
              if (target != NOWHERE) {
                input.seek(target);
              }
              return input.read(own, 0, length);
            });
    System.arraycopy(own, 0, buffer, offset, Math.max(0, count));
    return count;
  }

  /** Moves with the next read. */
  @Override
  public void seek(long position) {
    sought = position;
  }

  /** A read that comes back late must not write into the caller's bytes. */
  private byte[] own(int length) {
    if (stuck || buffer.length < length) {
      buffer = new byte[length];
    }
    return buffer;
  }

  private <T> T timed(Callable<T> work) throws IOException {
    Future<T> result = READERS.submit(work);
    try {
      return result.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      stuck = true;
      result.cancel(true);
      throw RecordingFault.of(
          Fault.AUDIO_UNREADABLE,
          "gave no bytes for %d s: check its storage, then retry".formatted(most.toSeconds()));
    } catch (InterruptedException e) {
      result.cancel(true);
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException().initCause(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() throws IOException {
    if (stuck) {
      READERS.execute(this::closeWhenItReturns);
    } else {
      input.close();
    }
  }

  private void closeWhenItReturns() {
    try {
      input.close();
    } catch (IOException gone) {
      // Nobody waits for it any more.
    }
  }
}
