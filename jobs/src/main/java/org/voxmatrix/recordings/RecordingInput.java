package org.voxmatrix.recordings;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.voxmatrix.audio.input.AudioInput;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;

/** The bytes of a recording on any Hadoop file system. */
public final class RecordingInput implements AudioInput {

  private final FSDataInputStream stream;
  private final long size;

  private RecordingInput(FSDataInputStream stream, long size) {
    this.stream = stream;
    this.size = size;
  }

  /**
   * Opens a recording.
   *
   * @throws RejectedException where the URI is malformed, forbidden, absent or may not be read
   * @throws IOException where the file system fails, which may pass
   */
  public static RecordingInput open(String uri, AllowedRoots roots, Configuration hadoop)
      throws IOException {
    Path path = path(uri);
    roots.check(path);
    try {
      FileSystem files = path.getFileSystem(hadoop);
      FileStatus status = files.getFileStatus(path);
      if (status.isDirectory()) {
        throw refuse(Fault.AUDIO_UNREADABLE, "is a folder: name a file");
      }
      return new RecordingInput(files.open(path), status.getLen());
    } catch (FileNotFoundException e) {
      throw missingOrUnreadable(path);
    } catch (AccessControlException | java.nio.file.AccessDeniedException e) {
      throw refuse(Fault.AUDIO_UNREADABLE, "may not be read: grant access to it");
    } catch (org.apache.hadoop.fs.UnsupportedFileSystemException e) {
      throw refuse(
          Fault.MANIFEST_BAD_VALUE,
          "is on a file system that is not supported here: add its jar to VOXMATRIX_CLASSPATH");
    }
  }

  private static RejectedException missingOrUnreadable(Path path) {
    boolean denied =
        "file".equals(path.toUri().getScheme())
            && new java.io.File(path.toUri().getPath()).exists();
    return denied
        ? refuse(Fault.AUDIO_UNREADABLE, "may not be read: grant access to it")
        : refuse(Fault.AUDIO_NOT_FOUND, "does not exist: correct the manifest");
  }

  /** A URI where it has a scheme, so that {@code %20} is a space; a plain path as it stands. */
  private static Path path(String uri) {
    try {
      return uri.matches("[A-Za-z][A-Za-z0-9+.-]*:.*")
          ? new Path(java.net.URI.create(uri))
          : new Path(java.nio.file.Path.of(uri).toAbsolutePath().toUri());
    } catch (IllegalArgumentException e) {
      throw refuse(
          Fault.MANIFEST_BAD_VALUE,
          "has no valid URI: percent-encode it, as the manifest job does");
    }
  }

  /** Does not quote the URI: it is personal, and has a column of its own. */
  private static RejectedException refuse(Fault fault, String what) {
    return new RejectedException(fault, List.of("uri"), "The recording " + what + ".");
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
