package org.voxmatrix.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.storage.UnfinishedOutput;

/**
 * Parquet files that Spark would leave out for their names, without a word of their rows: they are
 * refused.
 */
final class HiddenFiles {

  /** As in Spark, where partitions alone may begin with {@code _}. */
  private static final Pattern HIDDEN =
      Pattern.compile("(^|.*/)(\\.[^/]*|_[^/=]*|[^/]*\\._COPYING_)(/.*|$)");

  /** Other files in such folders, of version control or of logs, are many. */
  private static final Pattern MAY_BE_PARQUET =
      Pattern.compile(
          "(.*\\.(parquet|parq|pq)(\\._COPYING_)?|\\.?[^.]+)", Pattern.CASE_INSENSITIVE);

  /** Schemas beside the files of a set, without rows. */
  private static final Set<String> SUMMARIES = Set.of("_metadata", "_common_metadata");

  private static final byte[] MARK = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private final List<FileStatus> found = new ArrayList<>();

  /**
   * Whether Spark leaves a file out, which is then remembered.
   *
   * @param below its path below the one that was given, or its name
   */
  boolean leaveOut(FileSystem system, FileStatus file, String below) throws IOException {
    if (!HIDDEN.matcher(below).matches()) {
      return false;
    }
    if (holdsRows(system, file, below)) {
      found.add(file);
    }
    return true;
  }

  private static boolean holdsRows(FileSystem system, FileStatus file, String below)
      throws IOException {
    String name = file.getPath().getName();
    if (file.getLen() < MARK.length
        || SUMMARIES.contains(name)
        || !MAY_BE_PARQUET.matcher(name).matches()
        || UnfinishedOutput.isIn(below)) {
      return false;
    }
    try (FSDataInputStream in = system.open(file.getPath())) {
      return Arrays.equals(in.readNBytes(MARK.length), MARK);
    }
  }

  /**
   * Refuses files that were left out.
   *
   * @throws RequestException if there is one
   */
  void refuse(String option) {
    if (!found.isEmpty()) {
      throw RequestException.badValue(
          option,
          ("%s%s would be left out: Spark reads nothing whose name, or whose folder's, begins with"
                  + " _ or . or ends in ._COPYING_. Rename or move it, or give --%s other files.")
              .formatted(
                  found.get(0).getPath(),
                  found.size() == 1 ? "" : " and %,d more files".formatted(found.size() - 1),
                  option));
    }
  }
}
