package org.voxmatrix.recordings;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;
import org.voxmatrix.audio.input.AudioInput;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;

/**
 * The bytes of a recording: of a local file, or of one on any Hadoop file system. No read takes for
 * ever.
 */
public final class RecordingInput {

  /** Longer than storage that is merely slow or comes back. */
  private static final Duration LONGEST_READ = Duration.ofMinutes(5);

  /** Reasons of Linux for which nothing can be there, now or later. */
  private static final Pattern NOWHERE =
      Pattern.compile("Not a directory|File name too long|levels of symbolic links");

  private RecordingInput() {}

  /**
   * Opens a recording.
   *
   * @throws RejectedException where the URI is malformed, forbidden, absent or may not be read
   * @throws IOException where the file system fails, which may pass
   */
  public static AudioInput open(String uri, AllowedRoots roots, Configuration hadoop)
      throws IOException {
    Path path = path(uri);
    roots.check(path);
    try {
      return new TimedInput(
          LocalInput.isLocal(path) ? LocalInput.open(path) : onHadoop(path, hadoop), LONGEST_READ);
    } catch (FileNotFoundException | java.nio.file.NoSuchFileException e) {
      throw notFound();
    } catch (AccessControlException | java.nio.file.AccessDeniedException e) {
      throw RecordingFault.of(Fault.AUDIO_UNREADABLE, "may not be read: grant access to it");
    } catch (FileSystemException e) {
      if (NOWHERE.matcher(String.valueOf(e.getReason())).find()) {
        throw notFound();
      }
      throw e;
    } catch (UnsupportedFileSystemException e) {
      throw RecordingFault.of(
          Fault.MANIFEST_BAD_VALUE,
          "is on a file system that is not supported here: add its jar to VOXMATRIX_CLASSPATH");
    }
  }

  private static RejectedException notFound() {
    return RecordingFault.of(Fault.AUDIO_NOT_FOUND, "does not exist: correct the manifest");
  }

  private static AudioInput onHadoop(Path path, Configuration hadoop) throws IOException {
    FileSystem files = path.getFileSystem(hadoop);
    FileStatus status = files.getFileStatus(path);
    if (status.isDirectory()) {
      throw RecordingFault.of(Fault.AUDIO_UNREADABLE, "is a folder: name a file");
    }
    return new HadoopInput(files.open(path), status.getLen());
  }

  /**
   * A URI where it has a scheme and a slash, so that {@code %20} is a space; a plain path, which
   * may have a colon, as it stands.
   */
  private static Path path(String uri) {
    try {
      return uri.matches("[A-Za-z][A-Za-z0-9+.-]+:/.*")
          ? new Path(java.net.URI.create(uri))
          : new Path(java.nio.file.Path.of(uri).toAbsolutePath().toUri());
    } catch (IllegalArgumentException e) {
      throw RecordingFault.of(
          Fault.MANIFEST_BAD_VALUE,
          "has no valid URI: percent-encode it, as the manifest job does");
    }
  }
}
