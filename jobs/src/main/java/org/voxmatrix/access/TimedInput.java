package org.voxmatrix.access;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.voxmatrix.audio.input.AudioInput;
import org.voxmatrix.error.Fault;

/**
 * Gives up on a file that gives no bytes, as storage that is gone does, or gives them a few at a
 * time, so that it would never end.
 */
final class TimedInput implements AudioInput {

  private static final long NOWHERE = -1;

  /** For so many bytes a reader waits as long as for the first one. */
  private static final double PORTION = 1 << 20;

  private final AudioInput input;
  private final Duration most;
  private long sought = NOWHERE;
  private byte[] buffer = new byte[0];
  private boolean stuck;
  private long given;
  private long waited;

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
    long start = System.nanoTime();
    int count;
    try {
      count =
          Patience.within(
              most,
              () -> {
                if (target != NOWHERE) {
                  input.seek(target);
                }
                return input.read(own, 0, length);
              },
              late -> {});
    } catch (TimeoutException e) {
      stuck = true;
      throw RecordingFault.of(
          Fault.AUDIO_UNREADABLE,
          "gave no bytes for %d s: check its storage, then retry".formatted(most.toSeconds()));
    }
    given += Math.max(0, count);
    waited += System.nanoTime() - start;
    if (waited > most.toNanos() * (1 + given / PORTION)) {
      throw RecordingFault.of(
          Fault.AUDIO_UNREADABLE,
          "gave %d bytes in %d s: check its storage, then retry"
              .formatted(given, Duration.ofNanos(waited).toSeconds()));
    }
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

  /** Closing may hang as reading does. */
  @Override
  public void close() throws IOException {
    if (stuck) {
      Patience.behind(this::closeWhenItReturns);
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
