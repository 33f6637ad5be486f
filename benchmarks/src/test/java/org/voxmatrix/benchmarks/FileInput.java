package org.voxmatrix.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.voxmatrix.audio.input.AudioInput;

/** A file read through Hadoop, as the extraction job reads it. */
final class FileInput implements AudioInput {

  private static final Configuration HADOOP = new Configuration();

  private final long size;
  private final FSDataInputStream stream;

  FileInput(java.nio.file.Path file) {
    try {
      Path path = new Path(file.toUri());
      FileSystem files = path.getFileSystem(HADOOP);
      size = files.getFileStatus(path).getLen();
      stream = files.open(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public long size() {
    return size;
  }

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
