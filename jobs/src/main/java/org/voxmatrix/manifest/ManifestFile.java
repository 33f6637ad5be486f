package org.voxmatrix.manifest;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.storage.Places;

/** A file or folder that appears under its name only when it is complete. */
final class ManifestFile {

  private final FileSystem files;
  private final Path target;
  private final Path unfinished;

  ManifestFile(Path target, Configuration configuration) throws IOException {
    this.files = target.getFileSystem(configuration);
    this.target = target;
    this.unfinished = sibling(target, "." + target.getName() + "." + UUID.randomUUID());
    checkReplaceable();
  }

  /** Hadoop would take a colon in the name for a scheme. */
  private static Path sibling(Path path, String name) {
    URI uri = path.toUri();
    String folder = path.getParent().toUri().getPath().replaceFirst("/$", "");
    return new Path(uri.getScheme(), uri.getAuthority(), folder + "/" + name);
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

  /** What is there is replaced only if it looks like a manifest, or like nothing. */
  private void checkReplaceable() throws IOException {
    try {
      FileStatus there = files.getFileStatus(target);
      if (Places.isEndless(target)) {
        throw occupied("is a pipe or a device");
      }
      if (there.isDirectory() ? !isManifest(files.listStatus(target)) : !isParquet(there)) {
        throw occupied(there.isDirectory() ? "is a folder with other files" : "is no manifest");
      }
    } catch (FileNotFoundException e) {
      return;
    }
  }

  private RequestException occupied(String what) {
    return RequestException.badValue("out", "'" + target + "' " + what + "; give another --out.");
  }

  private static boolean isManifest(FileStatus[] parts) {
    return Arrays.stream(parts)
        .map(FileStatus::getPath)
        .allMatch(path -> path.getName().matches("part-\\d+\\.parquet"));
  }

  private boolean isParquet(FileStatus file) throws IOException {
    if (file.getLen() == 0) {
      return true;
    }
    try (InputStream in = files.open(target)) {
      return "PAR1".equals(new String(in.readNBytes(4), StandardCharsets.ISO_8859_1));
    }
  }
}
