package org.voxmatrix.jobs.nights;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.manifest.Locations;
import org.voxmatrix.storage.StorageFault;

/** Files that nights need while at work. Ids are to stay in tables, where an erasure finds them. */
record NightFolder(Path folder, Configuration hadoop) {

  /**
   * @param location a URI, or else a folder of this machine, whatever {@code fs.defaultFS} is
   */
  static NightFolder of(String location, Configuration hadoop) {
    return new NightFolder(Locations.path(location), hadoop);
  }

  /** A folder for the list of all recordings. */
  Path listing() {
    return new Path(folder, "listing");
  }

  /** A night's manifest. */
  Path manifest(LocalDate night) {
    return new Path(folder, "night-" + night + ".parquet");
  }

  /** Whether Spark finished writing there: it leaves a mark. */
  boolean isComplete(Path path) {
    Path mark = new Path(path, "_SUCCESS");
    try {
      return mark.getFileSystem(hadoop).exists(mark);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Deletes what interrupted nights left, except manifests of nights still to be done. */
  void clean(Collection<LocalDate> unfinished) {
    Set<String> kept =
        unfinished.stream().map(night -> manifest(night).getName()).collect(Collectors.toSet());
    try {
      FileSystem files = folder.getFileSystem(hadoop);
      if (!files.exists(folder)) {
        return;
      }
      for (FileStatus file : files.listStatus(folder)) {
        String name = file.getPath().getName();
        if (name.matches("listing|night-[-0-9]+\\.parquet") && !kept.contains(name)) {
          files.delete(file.getPath(), true);
        }
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Deletes a file or folder, if it is there. */
  void delete(Path path) {
    try {
      path.getFileSystem(hadoop).delete(path, true);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private RequestException unusable(IOException e) {
    return StorageFault.of("folder", "Folder " + folder, e);
  }
}
