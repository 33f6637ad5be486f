package org.voxmatrix.manifest;

import java.io.File;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files below a folder, in order of their names, folder by folder. Links are followed; names
 * that begin with a dot are not looked at.
 */
final class FolderSource implements Listing {

  /** In place of an ending: folders and audio files whose names begin with a dot. */
  private static final String HIDDEN = "hidden";

  private final FileSystem files;
  private final Path root;
  private final Predicate<String> wanted;
  private final Map<String, Long> others;
  private long hidden;

  /**
   * @param wanted accepts the path of a file relative to {@code root}
   * @param others counts, by ending, what {@code wanted} has not accepted
   */
  FolderSource(FileSystem files, Path root, Predicate<String> wanted, Map<String, Long> others) {
    this.files = files;
    this.root = root;
    this.wanted = wanted;
    this.others = others;
  }

  @Override
  public List<Column> columns() {
    return List.of();
  }

  @Override
  public void read(Consumer<ListedFile> sink) throws IOException {
    walk(root, "", new ArrayDeque<>(), sink);
  }

  @Override
  public Map<String, Long> others() {
    Map<String, Long> all = new TreeMap<>(others);
    if (hidden > 0) {
      all.put(HIDDEN, hidden);
    }
    return all;
  }

  private void walk(Path folder, String prefix, Deque<String> above, Consumer<ListedFile> sink)
      throws IOException {
    String identity = identity(folder);
    if (above.contains(identity)) {
      return; // A link to a folder that it lies in.
    }
    above.push(identity);
    FileStatus[] found = files.listStatus(folder);
    Arrays.sort(found, Comparator.comparing(status -> status.getPath().getName()));
    for (FileStatus status : found) {
      String name = prefix + status.getPath().getName();
      if (status.getPath().getName().startsWith(".")) {
        hidden += status.isDirectory() || Endings.isAudio(status.getPath().getName()) ? 1 : 0;
        continue;
      }
      if (status.isDirectory()) {
        walk(status.getPath(), name + "/", above, sink);
      } else if (wanted.test(name)) {
        sink.accept(new ListedFile(name, status.getPath(), status.getLen()));
      }
    }
    unlisted(folder, prefix, found, sink);
    above.pop();
  }

  /** Dangling links and names that are not UTF-8: Hadoop leaves them out without a word. */
  private void unlisted(Path folder, String prefix, FileStatus[] found, Consumer<ListedFile> sink) {
    if (!isLocal(folder)) {
      return;
    }
    String[] names = new File(folder.toUri().getPath()).list();
    if (names == null || names.length == found.length) {
      return;
    }
    Set<String> listed =
        Arrays.stream(found).map(status -> status.getPath().getName()).collect(Collectors.toSet());
    Arrays.stream(names)
        .filter(name -> !listed.contains(name) && !name.startsWith("."))
        .filter(name -> wanted.test(prefix + name))
        .sorted()
        .forEach(
            name ->
                sink.accept(
                    new ListedFile(
                        prefix + name,
                        new Path("file", "", folder.toUri().getPath() + "/" + name),
                        null)));
  }

  private static String identity(Path folder) throws IOException {
    return isLocal(folder)
        ? new File(folder.toUri().getPath()).getCanonicalPath()
        : folder.toString();
  }

  private static boolean isLocal(Path path) {
    return "file".equals(path.toUri().getScheme());
  }
}
