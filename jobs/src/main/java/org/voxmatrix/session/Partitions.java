package org.voxmatrix.session;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.voxmatrix.error.RequestException;

/**
 * How the files of a set lie in folders. Where some lie in partitions, Spark leaves out those that
 * do not, and fails at those of other columns.
 */
final class Partitions {

  private static final Pattern PARTITIONED = Pattern.compile("([^/=]+=[^/]*/)+[^/]+");
  private static final Pattern VALUES = Pattern.compile("=[^/]*/");

  /** A file of each table, by its place and columns. */
  private final Map<String, Path> tables = new TreeMap<>();

  private Path outside;
  private boolean nested;

  /**
   * Adds a file.
   *
   * @param given the file or folder that it was found by
   * @param below its path below that
   */
  void add(Path given, String below, Path file) {
    if (PARTITIONED.matcher(below).matches()) {
      String columns =
          VALUES.matcher(below.substring(0, below.lastIndexOf('/') + 1)).replaceAll("/");
      tables.put(given + "/" + columns.toLowerCase(Locale.ROOT), file);
    } else {
      outside = file;
      nested |= below.contains("/") && !file.equals(given);
    }
  }

  /** Whether files lie in folders that are no partitions. */
  boolean nested() {
    return nested;
  }

  /**
   * Refuses files that do not make one table.
   *
   * @throws RequestException naming a file
   */
  void check(String path, String option) {
    if (!tables.isEmpty() && outside != null) {
      throw refused(option, "%s has partitions, and %s lies outside them", path, outside);
    }
    if (tables.size() > 1) {
      throw refused(
          option,
          "%s has partitions of several kinds, such as that of %s",
          path,
          tables.values().iterator().next());
    }
  }

  private static RequestException refused(String option, String message, String path, Path file) {
    return RequestException.badValue(
        option, (message + ": give --%s the one or the other.").formatted(path, file, option));
  }
}
