package org.voxmatrix.access;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;
import org.voxmatrix.audio.input.AudioInput;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;

/** What every recording that somebody names goes through, whatever reads it. */
public final class Gate implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Reasons of Linux for which nothing can be there, now or later. */
  private static final Pattern NOWHERE =
      Pattern.compile("Not a directory|File name too long|levels of symbolic links");

  private final AllowedRoots roots;
  private final AllowedStores stores;
  private final Duration most;

  private Gate(AllowedRoots roots, AllowedStores stores, Duration most) {
    this.roots = roots;
    this.stores = stores;
    this.most = most;
  }

  /**
   * The gate of a run, made on the driver.
   *
   * @param roots folders that recordings may be read from; none allows all
   */
  public static Gate of(List<String> roots, Reach reach, Configuration hadoop) {
    return new Gate(
        new AllowedRoots(roots),
        AllowedStores.of(reach.schemes(), hadoop),
        Duration.ofSeconds(reach.seconds()));
  }

  /**
   * Opens a recording: a local file, or one on any Hadoop file system that is allowed. No read
   * takes for ever.
   *
   * @throws RejectedException where the URI is malformed, forbidden, absent or may not be read, or
   *     its storage does not answer
   * @throws IOException where the file system fails, which may pass
   */
  public AudioInput open(String uri, Configuration hadoop) throws IOException {
    return open(path(uri), hadoop);
  }

  /** As {@link #open(String, Configuration)}, of what has a path already. */
  public AudioInput open(Path path, Configuration hadoop) throws IOException {
    return new TimedInput(within(path, () -> opened(path, hadoop), AudioInput::close), most);
  }

  /** The size of a recording in bytes, with the same checks; of a local one that is not open. */
  public long size(Path path, Configuration hadoop) throws IOException {
    return within(
        path,
        () ->
            AllowedRoots.isLocal(path.toUri())
                ? LocalInput.size(path.toUri(), roots)
                : status(path, hadoop).getLen(),
        late -> {});
  }

  private <T> T within(Path path, Callable<T> work, Patience.Late<T> late) throws IOException {
    stores.check(path.toUri());
    try {
      return Patience.within(most, work, late);
    } catch (TimeoutException e) {
      throw RecordingFault.of(
          Fault.AUDIO_UNREADABLE,
          "was not opened within %d s: check its storage, then retry".formatted(most.toSeconds()));
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
    } catch (IllegalArgumentException e) {
      // Hadoop's file systems say so of hosts, ports and buckets that cannot be.
      throw noUri();
    }
  }

  private AudioInput opened(Path path, Configuration hadoop) throws IOException {
    if (AllowedRoots.isLocal(path.toUri())) {
      return LocalInput.open(path.toUri(), roots);
    }
    long size = status(path, hadoop).getLen();
    return new HadoopInput(path.getFileSystem(hadoop).open(path), size);
  }

  private FileStatus status(Path path, Configuration hadoop) throws IOException {
    roots.check(path.toUri());
    FileStatus status = path.getFileSystem(hadoop).getFileStatus(path);
    if (status.isDirectory()) {
      throw RecordingFault.of(Fault.AUDIO_UNREADABLE, "is a folder: name a file");
    }
    return status;
  }

  /**
   * A URI where it has a scheme and a slash, so that {@code %20} is a space; a plain path, which
   * may have a colon, as it stands.
   */
  private static Path path(String uri) {
    try {
      return uri.matches("[A-Za-z][A-Za-z0-9+.-]+:/.*")
          ? new Path(URI.create(uri))
          : new Path(java.nio.file.Path.of(uri).toAbsolutePath().toUri());
    } catch (IllegalArgumentException e) {
      throw noUri();
    }
  }

  private static RejectedException notFound() {
    return RecordingFault.of(Fault.AUDIO_NOT_FOUND, "does not exist: correct the manifest");
  }

  private static RejectedException noUri() {
    return RecordingFault.of(
        Fault.MANIFEST_BAD_VALUE, "has no valid URI: percent-encode it, as the manifest job does");
  }
}
