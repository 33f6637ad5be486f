package org.voxmatrix.access;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Set;
import org.voxmatrix.audio.input.AudioInput;
import org.voxmatrix.error.Fault;

/**
 * A file on a local disk, read without Hadoop: that takes a colon in a name for a scheme, believes
 * checksum files that others left, and opens pipes.
 */
record LocalInput(FileChannel channel, long size) implements AudioInput {

  private static final Set<String> THIS_HOST = Set.of("", "localhost");

  /**
   * Opens a file.
   *
   * @throws org.voxmatrix.error.RejectedException if it is a folder, a pipe, of another host or
   *     outside the roots
   * @throws IOException if it is absent or may not be read
   */
  static LocalInput open(URI uri, AllowedRoots roots) throws IOException {
    Path file = file(uri);
    size(uri, roots);
    // A link may have been turned in between, so what counts is the file that is open.
    OpenFile open = OpenFile.open(file);
    try {
      checkKind(open.attributes());
      roots.check(open.place());
    } catch (RuntimeException e) {
      open.channel().close();
      throw e;
    }
    return new LocalInput(open.channel(), open.attributes().size());
  }

  /** The size of a file that its name says, after the same checks. */
  static long size(URI uri, AllowedRoots roots) throws IOException {
    Path file = file(uri);
    roots.check(file);
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    checkKind(attributes);
    return attributes.size();
  }

  private static void checkKind(BasicFileAttributes attributes) {
    if (attributes.isDirectory()) {
      throw RecordingFault.of(Fault.AUDIO_UNREADABLE, "is a folder: name a file");
    }
    if (!attributes.isRegularFile()) {
      throw RecordingFault.of(
          Fault.AUDIO_UNREADABLE, "is a pipe or a device, which may never end: name a file");
    }
  }

  private static Path file(URI uri) throws NoSuchFileException {
    String host = uri.getAuthority();
    if (host != null && !THIS_HOST.contains(host.toLowerCase(Locale.ROOT))) {
      throw RecordingFault.of(
          Fault.MANIFEST_BAD_VALUE, "has a file URI that names a host: write file:///folder/name");
    }
    try {
      return Path.of(uri.getPath());
    } catch (InvalidPathException e) {
      throw new NoSuchFileException(uri.getPath()); // Nothing can be called that here.
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
