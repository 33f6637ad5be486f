package org.voxmatrix.session;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
 * @param nested whether files lie in folders that are no partitions
 */
record ParquetFiles(List<ParquetFile> files, boolean nested) {

  private static final int READERS = 16;

  private static final Pattern GLOB = Pattern.compile("[{}\\[\\]*?\\\\]");

  /** What Spark ignores, too: a file or folder below the given one. */
  private static final Pattern HIDDEN = Pattern.compile("(^|/)[_.]");

  private static final Pattern PARTITIONED = Pattern.compile("([^/=]+=[^/]*/)+[^/]+");

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
      return new ParquetFiles(footers(found, hadoop, option), nested);
    } catch (IOException e) {
      throw StorageFault.of(option, path, e);
    }
  }

  /** Hadoop cannot glob where a name has a colon. */
  private static FileStatus[] roots(FileSystem system, Path given) throws IOException {
    if (GLOB.matcher(given.toString()).find()) {
      return system.globStatus(given);
    }
    try {
      return new FileStatus[] {system.getFileStatus(given)};
    } catch (FileNotFoundException e) {
      return null;
    }
  }

  private static boolean list(
      FileSystem system, FileStatus[] roots, String path, String option, List<FileStatus> found)
      throws IOException {
    boolean partitioned = false;
    String nested = null;
    for (FileStatus root : roots) {
      RemoteIterator<LocatedFileStatus> files = system.listFiles(root.getPath(), true);
      while (files.hasNext()) {
        FileStatus status = files.next();
        Path file = status.getPath();
        String below = root.getPath().toUri().relativize(file.toUri()).getPath();
        if (HIDDEN.matcher(below).find() && !file.equals(root.getPath())) {
          continue;
        }
        if (Places.isEndless(file)) {
          throw RequestException.badValue(
              option, "%s is a pipe or a device: give --%s files.".formatted(file, option));
        }
        found.add(status);
        if (below.contains("/") && !file.equals(root.getPath())) {
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
      StorageFault.find(e)
          .ifPresent(
              known -> {
                throw StorageFault.of(option, file.getPath().toString(), e);
              });
      throw unreadable(file.getPath().toString(), option, String.valueOf(e.getMessage()));
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
