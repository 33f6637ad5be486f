package org.voxmatrix.manifest;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.PathMatcher;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.voxmatrix.access.Gate;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.storage.Places;

/** Tells a folder, a glob and a CSV file apart. */
final class Listings {

  private Listings() {}

  static Listing open(ManifestSettings settings, Configuration configuration, Gate gate)
      throws IOException {
    String location = settings.source();
    Path path = Locations.path(location);
    FileSystem files = fileSystem(path, location, configuration);
    FileStatus status = status(files, path);
    if (status == null && location.matches(".*[*?\\[{].*")) {
      return glob(location, configuration);
    }
    if (status == null) {
      throw RequestException.badValue(
          location, "'" + location + "' does not exist; check the path.");
    }
    if (Places.isEndless(path)) {
      throw RequestException.badValue(
          location, "'" + location + "' is a pipe or a device; write it to a .csv file first.");
    }
    if (status.isDirectory()) {
      Endings endings = new Endings();
      return new FolderSource(
          files,
          path,
          settings.files() == FileChoice.ALL ? name -> true : endings,
          endings.others());
    }
    if (!path.getName().matches(".*\\.[ct]sv")) {
      throw RequestException.badValue(
          location,
          "'" + location + "' is a file; give a folder, a quoted glob, or a .csv or .tsv file.");
    }
    return new CsvSource(path, settings.encoding(), configuration, gate);
  }

  private static Listing glob(String location, Configuration configuration) throws IOException {
    int end = location.replaceFirst("[*?\\[{].*", "").lastIndexOf('/') + 1;
    String base = end == 0 ? "." : location.substring(0, end);
    Path root = Locations.path(base);
    FileSystem files = fileSystem(root, base, configuration);
    if (status(files, root) == null) {
      throw RequestException.badValue(
          location, "Folder '" + base + "' does not exist; check the glob.");
    }
    return new FolderSource(files, root, matcher(location, location.substring(end)), Map.of());
  }

  /** As in a shell, {@code **}{@code /} is any number of folders, also none. */
  private static Predicate<String> matcher(String location, String pattern) {
    try {
      PathMatcher matcher =
          FileSystems.getDefault().getPathMatcher("glob:" + pattern.replace("**/", "{**/,}"));
      return name -> matcher.matches(java.nio.file.Path.of(name));
    } catch (PatternSyntaxException e) {
      throw RequestException.badValue(
          location, "'" + location + "' is not a glob: " + e.getDescription() + ".");
    }
  }

  private static FileSystem fileSystem(Path path, String location, Configuration configuration)
      throws IOException {
    try {
      return path.getFileSystem(configuration);
    } catch (UnsupportedFileSystemException e) {
      throw RequestException.badValue(
          location,
          "'%s': Hadoop has no file system '%s'; add its jar to VOXMATRIX_CLASSPATH."
              .formatted(location, path.toUri().getScheme()));
    }
  }

  private static FileStatus status(FileSystem files, Path path) throws IOException {
    try {
      return files.getFileStatus(path);
    } catch (FileNotFoundException e) {
      return null;
    }
  }
}
