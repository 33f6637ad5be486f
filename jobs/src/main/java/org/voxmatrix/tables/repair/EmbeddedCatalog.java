package org.voxmatrix.tables.repair;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.voxmatrix.storage.StorageFault;
import org.voxmatrix.tables.Warehouse;

/** The file of the embedded catalog: SQLite. */
public final class EmbeddedCatalog {

  private EmbeddedCatalog() {}

  /** Whether the catalog of a folder is there and cannot be read as one. */
  public static boolean isDamaged(Path folder) {
    if (!Files.exists(folder.resolve("catalog.db"))) {
      return false;
    }
    try (Connection connection = DriverManager.getConnection(Warehouse.embeddedUrl(folder));
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery("PRAGMA integrity_check")) {
      return !answer.next() || !answer.getString(1).equals("ok");
    } catch (SQLException e) {
      return String.valueOf(e.getMessage()).matches("(?s).*SQLITE_(NOTADB|CORRUPT).*");
    }
  }

  /** Renames a damaged catalog with what belongs to it, so that a new one is made in its place. */
  public static Path setAside(Path folder) {
    String suffix = ".damaged-" + Instant.now().toEpochMilli();
    try {
      for (String part : List.of("-wal", "-shm", "")) {
        Path file = folder.resolve("catalog.db" + part);
        if (Files.exists(file)) {
          Files.move(file, folder.resolve("catalog.db" + part + suffix));
        }
      }
    } catch (IOException e) {
      throw StorageFault.of("warehouse", "Warehouse " + folder, e);
    }
    return folder.resolve("catalog.db" + suffix);
  }
}
