package org.voxmatrix.manifest;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.storage.Places;
import org.voxmatrix.storage.UnfinishedOutput;

/** The file or folder of a manifest. */
final class ManifestFile {

  private final FileSystem files;
  private final Path target;
  private final UnfinishedOutput output;

  ManifestFile(Path target, Configuration configuration) throws IOException {
    this.files = target.getFileSystem(configuration);
    this.target = target;
    this.output = new UnfinishedOutput(files, target);
    checkReplaceable();
  }

  /** Where to write, and what gives it its name. */
  UnfinishedOutput output() {
    return output;
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
