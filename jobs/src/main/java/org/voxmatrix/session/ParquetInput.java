package org.voxmatrix.session;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.SparkException;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;

/** Parquet files that a user names: opened with clear errors, and told apart by their files. */
public record ParquetInput(Dataset<Row> rows, String identity) {

  /** What Spark ignores, too: a file or folder below the given one. */
  private static final Pattern HIDDEN = Pattern.compile("(^|/)[_.]");

  private static final Pattern PARTITIONED = Pattern.compile("([^/=]+=[^/]*/)+[^/]+");

  /**
   * Opens a Parquet file, folder or glob on any Hadoop file system.
   *
   * @param option the option that gave the path, for error messages
   */
  public static ParquetInput open(SparkSession spark, String path, String option) {
    try {
      Configuration hadoop = spark.sessionState().newHadoopConf();
      boolean nested = isNested(hadoop, path, option);
      Dataset<Row> rows = spark.read().option("recursiveFileLookup", nested).parquet(path);
      return new ParquetInput(rows, identity(hadoop, rows));
    } catch (Exception e) { // Spark throws the checked AnalysisException unannounced
      throw refuse(e, path, option);
    }
  }

  /** Whether files lie in folders that are no partitions: Spark by itself would leave them out. */
  private static boolean isNested(Configuration hadoop, String path, String option)
      throws IOException {
    FileSystem system = new Path(path).getFileSystem(hadoop);
    FileStatus[] given = system.globStatus(new Path(path));
    boolean partitioned = false;
    String nested = null;
    for (FileStatus root : given == null ? new FileStatus[0] : given) {
      RemoteIterator<LocatedFileStatus> files = system.listFiles(root.getPath(), true);
      while (files.hasNext()) {
        Path file = files.next().getPath();
        String below = root.getPath().toUri().relativize(file.toUri()).getPath();
        if (below.contains("/") && !HIDDEN.matcher(below).find()) {
          boolean partition = PARTITIONED.matcher(below).matches();
          partitioned |= partition;
          nested = partition ? nested : file.toString();
        }
      }
    }
    if (partitioned && nested != null) {
      throw RequestException.badValue(
          option,
          "%s has partitions, and %s lies outside them: give --%s the one or the other."
              .formatted(path, nested, option));
    }
    return nested != null;
  }

  /** A text of all files with sizes and times, in order: other files make another plan. */
  private static String identity(Configuration hadoop, Dataset<Row> rows) throws IOException {
    String[] files = rows.inputFiles();
    Arrays.sort(files);
    StringBuilder identity = new StringBuilder();
    for (String file : files) {
      Path path = new Path(java.net.URI.create(file));
      FileStatus status = path.getFileSystem(hadoop).getFileStatus(path);
      identity.append(file).append(' ').append(status.getLen());
      identity.append(' ').append(status.getModificationTime()).append('\n');
    }
    return identity.toString();
  }

  private static RuntimeException refuse(Exception e, String path, String option) {
    String text = String.valueOf(e.getMessage());
    if (e instanceof FileNotFoundException || text.contains("PATH_NOT_FOUND")) {
      return RequestException.badValue(
          option, "There is no file " + path + ": check --" + option + ".");
    }
    if (e instanceof AnalysisException
        || text.contains("is not a Parquet file")
        || text.contains("CANNOT_READ_FILE_FOOTER")
        || text.contains("FAILED_READ_FILE")
        || e instanceof SparkException) {
      return new RequestException(
          RequestError.REQUEST_INVALID,
          List.of(
              ErrorDetail.of(
                  Fault.REQUEST_BAD_VALUE,
                  List.of(option),
                  "%s cannot be read as Parquet: give --%s a Parquet file or folder."
                      .formatted(path, option),
                  Map.of("reason", text.lines().findFirst().orElse("")))));
    }
    if (e instanceof IOException io) {
      return new UncheckedIOException(io);
    }
    return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
  }
}
