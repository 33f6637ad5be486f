package org.voxmatrix.storage;

import java.nio.file.Files;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.voxmatrix.error.RequestException;

/** Paths and URIs that users name. */
public final class Places {

  /** A colon that is part of a relative name, such as {@code a:b}, where a scheme has a slash. */
  private static final Pattern COLON = Pattern.compile("[^/]*:(?!/).*");

  private Places() {}

  /**
   * The path on any Hadoop file system.
   *
   * @param field the option that names it
   * @throws RequestException if there is none of that name
   */
  public static Path path(String field, String location) {
    try {
      return new Path(COLON.matcher(location).matches() ? "./" + location : location);
    } catch (IllegalArgumentException e) {
      throw RequestException.badValue(
          field, "'%s' is no path: correct --%s.".formatted(location, field));
    }
  }

  /** Whether a path is a pipe or a device of this machine, from which a read may never end. */
  public static boolean isEndless(Path path) {
    if (!"file".equals(path.toUri().getScheme())) {
      return false;
    }
    java.nio.file.Path local = java.nio.file.Path.of(path.toUri().getPath());
    return Files.exists(local) && !Files.isRegularFile(local) && !Files.isDirectory(local);
  }
}
