package org.voxmatrix.tables.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.voxmatrix.storage.StorageFault;

/**
 * A copy of a catalog that may only be read, in a private folder.
 *
 * @param folder where it is
 */
record CatalogCopy(Path folder) implements AutoCloseable {

  private static final List<String> PARTS = List.of("", "-wal");

  /** Copies a catalog with what is not in its file yet, as they are at one moment. */
  static CatalogCopy of(Path folder) {
    try {
      CatalogCopy copy = new CatalogCopy(Files.createTempDirectory("voxmatrix-catalog"));
      copy.folder.toFile().deleteOnExit();
      FileTime before;
      do {
        before = changed(folder);
        for (String part : PARTS) {
          copy.part(folder.resolve(CatalogFile.NAME + part));
        }
      } while (!before.equals(changed(folder)));
      return copy;
    } catch (IOException e) {
      throw StorageFault.of("warehouse", "The catalog of warehouse " + folder, e);
    }
  }

  private static FileTime changed(Path folder) throws IOException {
    Path log = folder.resolve(CatalogFile.NAME + "-wal");
    return Files.getLastModifiedTime(Files.exists(log) ? log : folder.resolve(CatalogFile.NAME));
  }

  private void part(Path original) throws IOException {
    Path copied = folder.resolve(original.getFileName());
    Files.deleteIfExists(copied);
    if (Files.exists(original)) {
      Files.write(copied, Files.readAllBytes(original));
    }
  }

  @Override
  public void close() {
    FileUtils.deleteQuietly(folder.toFile());
  }
}
