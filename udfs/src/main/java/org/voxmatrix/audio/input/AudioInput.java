package org.voxmatrix.audio.input;

import java.io.Closeable;
import java.io.IOException;

/** The bytes of one recording, readable from any position. */
public interface AudioInput extends Closeable {

  /** Size in bytes. */
  long size();

  /**
   * Reads up to {@code length} bytes from the current position.
   *
   * @return the number of bytes read, at least 1, or -1 at the end
   */
  int read(byte[] buffer, int offset, int length) throws IOException;

  /** Moves to {@code position}, from 0 to {@link #size()}. */
  void seek(long position) throws IOException;

  @Override
  default void close() throws IOException {}
}
