package org.voxmatrix.tables.catalog;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Supplier;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.storage.PrivateFiles;
import org.voxmatrix.storage.StorageFault;

/**
 * The right to repair the warehouse of a folder, which one process has at a time. The catalog,
 * where leases are, may be what is lost; this is a lock of the operating system, which ends with
 * its process.
 */
public final class RepairTurn {

  private static final String NAME = "repair.lock";

  private RepairTurn() {}

  /**
   * Does the work while no other process does any.
   *
   * @throws RequestException of fault {@code run.live} while another process does
   */
  public static <R> R during(Path folder, Supplier<R> work) {
    try (FileChannel file =
        FileChannel.open(PrivateFiles.file(folder.resolve(NAME)), StandardOpenOption.WRITE)) {
      if (!lock(file)) {
        throw new RequestException(
            Fault.RUN_LIVE,
            List.of("warehouse"),
            "Another process repairs warehouse %s: wait for it, or end that process."
                .formatted(folder));
      }
      return work.get();
    } catch (IOException e) {
      throw StorageFault.of("warehouse", "Warehouse " + folder, e);
    }
  }

  private static boolean lock(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException withinThisProcess) {
      return false;
    }
  }
}
