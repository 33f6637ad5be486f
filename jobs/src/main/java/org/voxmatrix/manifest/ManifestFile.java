package org.voxmatrix.manifest;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.voxmatrix.error.RequestException;

/** A file or folder that appears under its name only when it is complete. */
final class ManifestFile {

  private final FileSystem files;
  private final Path target;
  private final Path unfinished;

  ManifestFile(Path target, Configuration configuration) throws IOException {
    this.files = target.getFileSystem(configuration);
    this.target = target;
    this.unfinished =
        new Path(target.getParent(), "." + target.getName() + "." + UUID.randomUUID());
    checkReplaceable();
  }

  /** Where to write until {@link #publish()}. */
  Path unfinished() {
    return unfinished;
  }

  /** Gives what was written its name. */
  void publish() throws IOException {
    files.delete(target, true);
    if (!files.rename(unfinished, target)) {
      throw new IOException("Cannot rename " + unfinished + " to " + target);
    }
  }

  /** Removes what was written, if it has no name yet. */
  void discard() throws IOException {
    files.delete(unfinished, true);
  }

  /** A folder is replaced only if it looks like a manifest. */
  private void checkReplaceable() throws IOException {
    try {
      if (files.getFileStatus(target).isDirectory()) {
        boolean manifest =
            Arrays.stream(files.listStatus(target))
                .map(FileStatus::getPath)
                .allMatch(path -> path.getName().matches("part-\\d+\\.parquet"));
        if (!manifest) {
          throw RequestException.badValue(
              "out", "'" + target + "' is a folder with other files; give another --out.");
        }
      }
    } catch (FileNotFoundException e) {
      return;
    }
  }
}
