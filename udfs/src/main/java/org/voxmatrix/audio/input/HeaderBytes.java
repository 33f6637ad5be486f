package org.voxmatrix.audio.input;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Random access to the first structures of a file, little-endian. */
public final class HeaderBytes {

  private final AudioInput input;

  public HeaderBytes(AudioInput input) {
    this.input = input;
  }

  public long size() {
    return input.size();
  }

  /** Up to {@code length} bytes from {@code position} on; fewer where the file ends. */
  public ByteBuffer at(long position, int length) {
    byte[] bytes = new byte[(int) Math.max(0, Math.min(length, size() - position))];
    int count = 0;
    try {
      input.seek(Math.min(position, size()));
      while (count < bytes.length) {
        int read = input.read(bytes, count, bytes.length - count);
        if (read < 0) {
          break;
        }
        count += read;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ByteBuffer.wrap(bytes, 0, count).order(ByteOrder.LITTLE_ENDIAN);
  }
}
