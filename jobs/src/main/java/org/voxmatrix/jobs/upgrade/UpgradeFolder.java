package org.voxmatrix.jobs.upgrade;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.manifest.Locations;
import org.voxmatrix.storage.StorageFault;

/**
 * Files that an upgrade needs while at work: lists of recordings. Ids are to stay in tables, where
 * an erasure finds them, so nothing is left here.
 */
record UpgradeFolder(Path folder, Configuration hadoop) {

  private static final String OF_RUNS = "upgrade-";
  private static final String COMPLETE = "_COMPLETE";

  /**
   * @param location a URI, or else a folder of this machine, whatever {@code fs.defaultFS} is
   */
  static UpgradeFolder of(String location, String runId, Configuration hadoop) {
    return new UpgradeFolder(new Path(Locations.path(location), OF_RUNS + runId), hadoop);
  }

  Path file(String name) {
    return new Path(folder, name);
  }

  /** Whether all lists of recordings were written. */
  boolean isComplete() {
    return on(files -> files.exists(file(COMPLETE)));
  }

  void complete() {
    on(
        files -> {
          files.mkdirs(folder);
          files.create(file(COMPLETE)).close();
          return null;
        });
  }

  /** Names of what is in it, in order. */
  List<String> names() {
    return on(
        files -> {
          List<String> names = new ArrayList<>();
          if (files.exists(folder)) {
            for (FileStatus file : files.listStatus(folder)) {
              names.add(file.getPath().getName());
            }
          }
          names.sort(null);
          return names;
        });
  }

  /** Deletes it with all that is in it. */
  void delete() {
    on(files -> files.delete(folder, true));
  }

  /** Deletes what other runs left; only one upgrade is at work at a time. */
  void deleteOthers() {
    on(
        files -> {
          if (files.exists(folder.getParent())) {
            for (FileStatus other : files.listStatus(folder.getParent())) {
              String name = other.getPath().getName();
              if (name.matches(OF_RUNS + "[-0-9a-f]{36}") && !name.equals(folder.getName())) {
                files.delete(other.getPath(), true);
              }
            }
          }
          return null;
        });
  }

  @FunctionalInterface
  private interface Work<T> {
    T on(FileSystem files) throws IOException;
  }

  private <T> T on(Work<T> work) {
    try {
      return work.on(folder.getFileSystem(hadoop));
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private RequestException unusable(IOException e) {
    return StorageFault.of("folder", "Folder " + folder, e);
  }
}
