package org.voxmatrix.tables.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The process that has locked the catalog of a folder, as far as Linux tells: SQLite's lock of a
 * writer is one on the file beside it.
 *
 * @param isStopped whether it sleeps until somebody wakes it
 */
record CatalogHolder(long pid, boolean isStopped) {

  private static final String SHARED = CatalogFile.NAME + "-shm";

  /** Columns of {@code /proc/locks}: number, POSIX, ADVISORY, WRITE, process, file, range. */
  private static final int KIND = 3;

  private static final int PROCESS = 4;
  private static final int FILE = 5;

  static Optional<CatalogHolder> of(Path folder) {
    try {
      String inode = ":" + Files.getAttribute(folder.resolve(SHARED), "unix:ino");
      try (Stream<String> locks = Files.lines(Path.of("/proc/locks"))) {
        return locks
            .map(lock -> List.of(lock.strip().split("\\s+")))
            .filter(lock -> lock.size() > FILE && lock.get(KIND).equals("WRITE"))
            .filter(lock -> lock.get(FILE).endsWith(inode))
            .map(lock -> Long.parseLong(lock.get(PROCESS)))
            .filter(pid -> pid > 0 && pid != ProcessHandle.current().pid())
            .findFirst()
            .map(pid -> new CatalogHolder(pid, isStopped(pid)));
      }
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  private static boolean isStopped(long pid) {
    try {
      return Files.readString(Path.of("/proc", String.valueOf(pid), "stat")).contains(") T ");
    } catch (IOException e) {
      return false; // It has ended, or is another user's.
    }
  }

  /** What is wrong and what to do, to the end of a sentence that begins with the catalog. */
  static String refusal(Path folder) {
    return of(folder)
        .map(
            holder ->
                holder.isStopped
                    ? "is locked by process %1$d of this machine, which is stopped: wake it (kill -CONT %1$d), end it, or give more --catalog-wait."
                        .formatted(holder.pid)
                    : "is locked by process %d of this machine: wait for it, end it, or give more --catalog-wait."
                        .formatted(holder.pid))
        .orElse("is locked by another process: wait for it, or give more --catalog-wait.");
  }
}
