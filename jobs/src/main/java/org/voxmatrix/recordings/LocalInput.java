package org.voxmatrix.recordings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import org.voxmatrix.audio.input.AudioInput;
import org.voxmatrix.error.Fault;

/**
 * A file on a local disk, read without Hadoop: that takes a colon in a name for a scheme, believes
 * checksum files that others left, and opens pipes.
 */
record LocalInput(FileChannel channel, long size) implements AudioInput {

  private static final Set<String> THIS_HOST = Set.of("", "localhost");

  /** Whether a path is of this machine. One without a scheme is on Hadoop's default file system. */
  static boolean isLocal(org.apache.hadoop.fs.Path path) {
    return "file".equalsIgnoreCase(path.toUri().getScheme());
  }

  /**
   * Opens a file.
   *
   * @throws org.voxmatrix.error.RejectedException if it is a folder, a pipe, or of another host
   * @throws IOException if it is absent or may not be read
   */
  static LocalInput open(org.apache.hadoop.fs.Path path) throws IOException {
    String host = path.toUri().getAuthority();
    if (host != null && !THIS_HOST.contains(host)) {
      throw RecordingFault.of(
          Fault.MANIFEST_BAD_VALUE, "has a file URI that names a host: write file:///folder/name");
    }
    Path file = file(path.toUri().getPath());
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    if (attributes.isDirectory()) {
      throw RecordingFault.of(Fault.AUDIO_UNREADABLE, "is a folder: name a file");
    }
    if (!attributes.isRegularFile()) {
      throw RecordingFault.of(
          Fault.AUDIO_UNREADABLE, "is a pipe or a device, which may never end: name a file");
    }
    return new LocalInput(FileChannel.open(file, StandardOpenOption.READ), attributes.size());
  }

  private static Path file(String name) throws NoSuchFileException {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new NoSuchFileException(name); // Nothing can be called that here.
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    return channel.read(ByteBuffer.wrap(buffer, offset, length));
  }

  @Override
  public void seek(long position) throws IOException {
    channel.position(position);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
