package org.voxmatrix.tables.catalog;

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

/** The file of an embedded catalog: SQLite. */
public final class CatalogFile {

  static final String NAME = "catalog.db";

  private CatalogFile() {}

  /** What follows a question mark are options, unless in a URI. */
  static String url(Path folder) {
    Path file = folder.resolve(NAME);
    return "jdbc:sqlite:" + (file.toString().contains("?") ? file.toUri() : file);
  }

  /** Whether the catalog of a folder is there and may not be written. */
  static boolean isReadOnly(Path folder) {
    Path file = folder.resolve(NAME);
    return Files.exists(file) && !(Files.isWritable(file) && Files.isWritable(folder));
  }

  /** Whether the catalog of a folder is there and cannot be read as one. */
  public static boolean isDamaged(Path folder) {
    if (!Files.exists(folder.resolve(NAME))) {
      return false;
    }
    try (Connection connection = DriverManager.getConnection(url(folder));
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
        Path file = folder.resolve(NAME + part);
        if (Files.exists(file)) {
          Files.move(file, folder.resolve(NAME + part + suffix));
        }
      }
    } catch (IOException e) {
      throw StorageFault.of("warehouse", "Warehouse " + folder, e);
    }
    return folder.resolve(NAME + suffix);
  }
}
