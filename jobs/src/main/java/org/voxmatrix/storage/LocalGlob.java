package org.voxmatrix.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobExpander;
import org.apache.hadoop.fs.GlobFilter;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathFilter;

/**
 * What a pattern matches among local files, as Hadoop's globs do; but a colon in the name of any
 * file that is looked at is no fault.
 */
record LocalGlob(FileSystem files, PathFilter filter) {

  /** The files in order; null if {@code pattern} has no wildcard and there is no such file. */
  FileStatus[] find(Path pattern) throws IOException {
    List<FileStatus> found = new ArrayList<>();
    boolean wild = false;
    String path = files.makeQualified(pattern).toUri().getPath();
    for (String one : GlobExpander.expand(path)) {
      List<FileStatus> candidates = List.of(files.getFileStatus(new Path("/")));
      for (String name : one.split("/+")) {
        if (!name.isEmpty()) {
          GlobFilter names = new GlobFilter(name);
          wild |= names.hasPattern();
          candidates = names.hasPattern() ? matching(candidates, names) : named(candidates, name);
        }
      }
      candidates.stream().filter(status -> filter.accept(status.getPath())).forEach(found::add);
    }
    return found.isEmpty() && !wild ? null : found.stream().sorted().toArray(FileStatus[]::new);
  }

  private List<FileStatus> matching(List<FileStatus> folders, GlobFilter names) throws IOException {
    List<FileStatus> matching = new ArrayList<>();
    for (FileStatus folder : folders) {
      if (folder.isDirectory()) {
        Arrays.stream(files.listStatus(folder.getPath()))
            .filter(child -> names.accept(child.getPath()))
            .forEach(matching::add);
      }
    }
    return matching;
  }

  private List<FileStatus> named(List<FileStatus> folders, String escaped) throws IOException {
    Path name = new Path(null, null, escaped.replaceAll("\\\\(.)", "$1"));
    List<FileStatus> named = new ArrayList<>();
    for (FileStatus folder : folders) {
      try {
        named.add(files.getFileStatus(new Path(folder.getPath(), name)));
      } catch (FileNotFoundException none) {
        // Others may match.
      }
    }
    return named;
  }
}
