package org.voxmatrix.storage;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file or folder that appears under its name only when it is complete: it is written beside. What
 * a process that was killed left there goes with the next one of that name.
 */
public final class UnfinishedOutput {

  private static final String UUID_PATTERN = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private static final Pattern WITHIN =
      Pattern.compile("(.*/)?\\.[^/]+\\." + UUID_PATTERN + "\\.[^/]+(/.*)?");

  private static final Duration LONGEST = Duration.ofDays(7);
  private static final Logger LOG = LoggerFactory.getLogger(UnfinishedOutput.class);

  private final FileSystem files;
  private final Path target;
  private final Path unfinished;

  /**
   * @param target with scheme and folder; not the root of a file system
   */
  public UnfinishedOutput(FileSystem files, Path target) {
    this.files = files;
    this.target = target;
    this.unfinished = beside();
  }

  private Path beside() {
    URI uri = target.toUri();
    String folder = target.getParent().toUri().getPath().replaceFirst("/$", "");
    String name = ".%s.%s.%s".formatted(name(), UUID.randomUUID(), Owner.self().fileName());
    return new Path(uri.getScheme(), uri.getAuthority(), folder + "/" + name);
  }

  /** Spark adds to what it writes into, and Hadoop would take a colon in that for a scheme. */
  private String name() {
    return target.getName().replace(':', '_');
  }

  /** Whether a path is that of an output, or leads through one, that was not complete yet. */
  public static boolean isIn(String path) {
    return WITHIN.matcher(path).matches();
  }

  /** Where to write until {@link #publish()}. */
  public Path path() {
    return unfinished;
  }

  /** Gives what was written its name, in place of what has it. */
  public void publish() throws IOException {
    Path old = beside();
    boolean replaces = files.exists(target);
    if (replaces) {
      rename(target, old);
    }
    try {
      rename(unfinished, target);
    } catch (IOException e) {
      if (replaces) {
        rename(old, target);
      }
      throw e;
    }
    files.delete(old, true);
    try {
      removeLeft();
    } catch (IOException e) {
      LOG.warn("What killed processes left beside the output is not removed", e);
    }
  }

  private void removeLeft() throws IOException {
    Pattern ours =
        Pattern.compile("\\." + Pattern.quote(name()) + "\\." + UUID_PATTERN + "\\.(.+)");
    for (FileStatus file : files.listStatus(target.getParent())) {
      Matcher name = ours.matcher(file.getPath().getName());
      if (name.matches() && isLeft(name.group(1), file)) {
        files.delete(file.getPath(), true);
      }
    }
  }

  /** Of other machines nothing is known, but that nothing takes that long. */
  private static boolean isLeft(String owner, FileStatus file) {
    Instant changed = Instant.ofEpochMilli(file.getModificationTime());
    return Owner.ofFileName(owner).filter(Owner::ended).isPresent()
        || changed.isBefore(Instant.now().minus(LONGEST));
  }

  /** Removes what was written, if it has no name yet. */
  public void discard() throws IOException {
    files.delete(unfinished, true);
  }

  private void rename(Path from, Path to) throws IOException {
    if (!files.rename(from, to)) {
      throw new IOException("Cannot rename " + from + " to " + to);
    }
  }
}
