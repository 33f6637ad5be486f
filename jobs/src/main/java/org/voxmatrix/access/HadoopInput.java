package org.voxmatrix.access;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.voxmatrix.audio.input.AudioInput;

/** A file on a Hadoop file system. */
record HadoopInput(FSDataInputStream stream, long size) implements AudioInput {

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    return stream.read(buffer, offset, length);
  }

  @Override
  public void seek(long position) throws IOException {
    stream.seek(position);
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
