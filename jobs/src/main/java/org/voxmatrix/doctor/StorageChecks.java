package org.voxmatrix.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.stream.Stream;
import org.voxmatrix.error.Counted;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.storage.Machine;
import org.voxmatrix.storage.StorageFault;
import org.voxmatrix.tables.Warehouse;

/** The embedded warehouse and its catalog. */
final class StorageChecks {

  private static final long ENOUGH_SPACE = 10_000_000_000L;

  private StorageChecks() {}

  static Finding folder(Path folder) {
    Path existing = existing(folder);
    if (!Files.isDirectory(existing)) {
      return Finding.fail("warehouse", existing + " is not a folder; give another --warehouse");
    }
    try {
      Files.delete(Files.createTempFile(existing, ".voxmatrix", ""));
    } catch (IOException e) {
      return Finding.fail(
          "warehouse",
          existing + " cannot be written to (" + e + "); change its owner or give --warehouse");
    }
    if (isOpen(folder.resolve("catalog.db"))) {
      return Finding.warn(
          "warehouse",
          "%1$s may be read by other users of the machine; chmod -R go-rwx %1$s".formatted(folder));
    }
    return Finding.ok(
        "warehouse", folder + (folder.equals(existing) ? "" : ", created by the first job"));
  }

  /** As earlier versions made them. */
  private static boolean isOpen(Path file) {
    try {
      return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException e) {
      return false;
    }
  }

  static Finding space(Path folder) {
    try {
      return space(Files.getFileStore(existing(folder)).getUsableSpace());
    } catch (IOException e) {
      return Finding.warn("space", "unknown (" + e + ")");
    }
  }

  static Finding space(long free) {
    String found = "%,.1f GB free".formatted(free / 1e9);
    return free < ENOUGH_SPACE
        ? Finding.warn(
            "space", found + "; a matrix takes 4 bytes per score: 50,000 x 50,000 is 10 GB")
        : Finding.ok("space", found);
  }

  /** Tries the catalog, in a folder of its own where there is no warehouse yet. */
  static Finding embeddedCatalog(Path folder) {
    if (Files.exists(folder.resolve("catalog.db"))) {
      return catalog(() -> Warehouse.embedded(folder));
    }
    try {
      Path trial =
          Files.createTempDirectory(
              Path.of(System.getProperty("java.io.tmpdir")), "voxmatrix-doctor");
      try {
        return catalog(() -> Warehouse.embedded(trial));
      } finally {
        delete(trial);
      }
    } catch (IOException e) {
      return Finding.fail("catalog", "no temporary folder (" + e + "); set -Djava.io.tmpdir");
    }
  }

  static Finding catalog(java.util.function.Supplier<Warehouse> opener) {
    try (Warehouse warehouse = opener.get()) {
      int runs = new Ledger(warehouse).runs().size();
      return Finding.ok("catalog", "opens, " + new Counted(runs, "run"));
    } catch (RuntimeException | LinkageError e) {
      String remedy =
          "check spark.sql.catalog.vox.* or, if catalog.db is broken, give another --warehouse";
      return Finding.fail(
          "catalog",
          Machine.fault(e)
              .or(() -> StorageFault.find(e))
              .map(known -> "cannot be opened: %s %s".formatted(known.getMessage(), remedy))
              .orElseGet(() -> "cannot be opened (%s); %s".formatted(e, remedy)));
    }
  }

  private static Path existing(Path folder) {
    Path path = folder;
    while (!Files.exists(path)) {
      path = path.getParent();
    }
    return path;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
