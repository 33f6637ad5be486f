package org.voxmatrix.jobs.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SaveMode;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.storage.Places;
import org.voxmatrix.storage.StorageFault;
import org.voxmatrix.storage.UnfinishedOutput;

/** The folder of an export. It bears a mark; what is overwritten is deleted whole. */
final class ExportFolder {

  private static final String MARK = "_VOXMATRIX_EXPORT";

  /** What Spark calls its files, and Hadoop the checksums of them. */
  private static final Pattern WRITTEN =
      Pattern.compile("\\.?(part-\\d.*|(_SUCCESS|" + MARK + ")(\\.crc)?)");

  private final ExportSettings settings;
  private final FileSystem files;
  private final Path target;
  private final UnfinishedOutput output;

  /**
   * Begins the folder beside its name. Spark would find out late that it cannot, and in many lines.
   *
   * @throws RequestException if it may not have that name
   */
  ExportFolder(ExportSettings settings, Configuration hadoop) {
    this.settings = settings;
    Path path = Places.path("out", settings.out());
    try {
      this.files = path.getFileSystem(hadoop);
      this.target = files.makeQualified(path);
      check();
      this.output = new UnfinishedOutput(files, target);
      if (!files.mkdirs(output.path())) {
        throw new IOException("Mkdirs failed");
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private void check() throws IOException {
    if (target.isRoot()) {
      throw refused(" is the root of a file system: give a folder in it.");
    }
    if (!files.exists(target)) {
      return;
    }
    if (settings.mode() == SaveMode.ErrorIfExists) {
      throw refused(" already exists: delete it, choose another, or give --overwrite.");
    }
    for (FileStatus file : files.listStatus(target)) {
      if (file.isDirectory() || !WRITTEN.matcher(file.getPath().getName()).matches()) {
        throw refused(" has other files than those of an export: give another --out.");
      }
    }
    if (!files.exists(new Path(target, MARK))) {
      throw refused(
          " has no file "
              + MARK
              + ", so no export of this version made it: delete it yourself, or give another --out.");
    }
  }

  private RequestException refused(String why) {
    return RequestException.badValue("out", settings.out() + why);
  }

  private RequestException unusable(IOException e) {
    return StorageFault.of("out", "Output " + settings.out(), e);
  }

  /** Where to write. */
  Path path() {
    return output.path();
  }

  /** Gives what was written its mark and its name. */
  void publish() {
    try {
      try (OutputStream mark = files.create(new Path(output.path(), MARK))) {
        mark.write(
            "Written by voxmatrix export, whose --overwrite replaces this folder.\n"
                .getBytes(StandardCharsets.UTF_8));
      }
      check(); // Somebody may have made it meanwhile.
      output.publish();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Removes what was written, if it has no name yet. */
  void discard() {
    try {
      output.discard();
    } catch (IOException e) {
      throw unusable(e);
    }
  }
}
