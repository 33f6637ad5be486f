package org.voxmatrix.session;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.storage.Places;
import org.voxmatrix.storage.StorageFault;

/**
 * The Parquet files below a path that a user names. Their footers are read before Spark reads them,
 * which would tell in pages that one is damaged.
 *
 * @param location where they lie, a glob
 * @param nested whether files lie in folders that are no partitions
 */
record ParquetFiles(List<ParquetFile> files, String location, boolean nested) {

  private static final int READERS = 16;

  private static final Pattern GLOB = Pattern.compile("[{}\\[\\]*?\\\\]");

  /** Lists the files of a file, folder or glob, in the order of their names. */
  static ParquetFiles open(Configuration hadoop, String path, String option) {
    try {
      Path given = Places.path(option, path);
      FileSystem system = given.getFileSystem(hadoop);
      FileStatus[] roots = roots(system, given);
      if (roots == null || roots.length == 0) {
        throw RequestException.badValue(
            option, "There is no file %s: check --%s.".formatted(path, option));
      }
      List<FileStatus> found = new ArrayList<>();
      boolean nested = list(system, roots, path, option, found);
      if (found.isEmpty()) {
        throw unreadable(path, option, "there are no files");
      }
      found.sort(Comparator.comparing(file -> file.getPath().toString()));
      boolean globbed = isGlob(given) && !system.exists(given);
      return new ParquetFiles(
          footers(found, hadoop, option), globbed ? given.toString() : escaped(given), nested);
    } catch (IOException e) {
      throw StorageFault.of(option, path, e);
    }
  }

  /** What is called like a glob comes first. Hadoop cannot glob where a name has a colon. */
  private static FileStatus[] roots(FileSystem system, Path given) throws IOException {
    try {
      return new FileStatus[] {system.getFileStatus(given)};
    } catch (FileNotFoundException e) {
      return isGlob(given) ? system.globStatus(given) : null;
    }
  }

  private static boolean isGlob(Path path) {
    return GLOB.matcher(path.toString()).find();
  }

  /** For Spark, which globs whatever it is given. */
  private static String escaped(Path path) {
    return GLOB.matcher(path.toString()).replaceAll("\\\\$0");
  }

  private static boolean list(
      FileSystem system, FileStatus[] roots, String path, String option, List<FileStatus> found)
      throws IOException {
    Partitions partitions = new Partitions();
    HiddenFiles hidden = new HiddenFiles();
    for (FileStatus given : roots) {
      RemoteIterator<LocatedFileStatus> files = system.listFiles(given.getPath(), true);
      while (files.hasNext()) {
        FileStatus status = files.next();
        Path file = status.getPath();
        String below = given.getPath().toUri().relativize(file.toUri()).getPath();
        boolean root = file.equals(given.getPath());
        if (hidden.leaveOut(system, status, root ? file.getName() : below)) {
          continue;
        }
        if (Places.isEndless(file)) {
          throw RequestException.badValue(
              option, "%s is a pipe or a device: give --%s files.".formatted(file, option));
        }
        found.add(status);
        partitions.add(given.getPath(), below, file);
      }
    }
    hidden.refuse(option);
    partitions.check(path, option);
    return partitions.nested();
  }

  private static List<ParquetFile> footers(
      List<FileStatus> files, Configuration hadoop, String option) {
    ExecutorService readers = Executors.newFixedThreadPool(Math.min(READERS, files.size()));
    try {
      List<Callable<ParquetFile>> reads = new ArrayList<>();
      files.forEach(file -> reads.add(() -> footer(file, hadoop, option)));
      List<ParquetFile> footers = new ArrayList<>();
      for (Future<ParquetFile> read : readers.invokeAll(reads)) {
        footers.add(read.get());
      }
      return footers;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e);
    } finally {
      readers.shutdownNow();
    }
  }

  private static ParquetFile footer(FileStatus file, Configuration hadoop, String option) {
    try {
      return ParquetFile.read(file, hadoop);
    } catch (IOException | RuntimeException e) {
      checkTypes(file, hadoop, option);
      StorageFault.find(e)
          .ifPresent(
              known -> {
                throw StorageFault.of(option, file.getPath().toString(), e);
              });
      throw unreadable(file.getPath().toString(), option, String.valueOf(e.getMessage()));
    }
  }

  /** A file whose footer cannot be read may be whole. */
  private static void checkTypes(FileStatus file, Configuration hadoop, String option) {
    Set<String> later;
    try {
      later = ParquetFile.later(file, hadoop);
    } catch (IOException | RuntimeException e) {
      return; // It is no Parquet.
    }
    for (String column : later) {
      throw new RequestException(
          RequestError.REQUEST_VALIDATION_ERROR,
          Fault.REQUEST_BAD_COLUMN_TYPE,
          List.of(option, column),
          ("Column %s of %s has a type that Spark %s does not know: write it as another type, or use"
                  + " a later Spark; FLOAT16 needs Spark 4.")
              .formatted(
                  column, file.getPath(), org.apache.spark.package$.MODULE$.SPARK_VERSION()));
    }
  }

  /** The error of a file whose footer is good and whose pages are not. */
  static RequestException damaged(String path) {
    return new RequestException(
        RequestError.REQUEST_INVALID,
        Fault.REQUEST_BAD_VALUE,
        List.of("root"),
        path + " cannot be read as Parquet: it is damaged, write it again.");
  }

  /** The error of a file that is no Parquet, or was cut off. */
  static RequestException unreadable(String path, String option, String reason) {
    return new RequestException(
        RequestError.REQUEST_INVALID,
        List.of(
            ErrorDetail.of(
                Fault.REQUEST_BAD_VALUE,
                List.of(option),
                "%s cannot be read as Parquet: give --%s whole Parquet files."
                    .formatted(path, option),
                Map.of("reason", reason.lines().findFirst().orElse("")))));
  }
}
