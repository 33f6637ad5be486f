package org.voxmatrix.audio;

import java.io.IOException;
import org.voxmatrix.audio.input.AudioInput;
import org.voxmatrix.audio.input.BytesInput;

/** Fails after a number of bytes, and counts what is done with it. */
final class FlakyInput implements AudioInput {

  private final AudioInput bytes;
  private final long failAfter;
  long read;
  int closed;

  FlakyInput(byte[] content, long failAfter) {
    bytes = new BytesInput(content);
    this.failAfter = failAfter;
  }

  @Override
  public long size() {
    return bytes.size();
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (read >= failAfter) {
      throw new IOException("storage is gone");
    }
    int count = bytes.read(buffer, offset, Math.min(length, 10_000));
    read += count;
    return count;
  }

  @Override
  public void seek(long position) throws IOException {
    bytes.seek(position);
  }

  @Override
  public void close() {
    closed++;
  }
}
