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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voxmatrix.storage.StorageFault;

/** The file of the embedded catalog: SQLite. */
public final class EmbeddedCatalog {

  private static final String FILE = "catalog.db";

  private EmbeddedCatalog() {}

  /** Iceberg's properties of the catalog of a folder, which is created when absent. */
  public static Map<String, String> properties(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(absolute);
    } catch (IOException e) {
      throw StorageFault.of("warehouse", "Warehouse " + absolute, e);
    }
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("type", "jdbc");
    properties.put("uri", url(absolute) + "?journal_mode=WAL&busy_timeout=30000");
    properties.put("jdbc.schema-version", "V1");
    properties.put("io-impl", StrictFiles.class.getName());
    // As it is: Iceberg takes it for a path, where %20 is no space.
    properties.put("warehouse", "file://" + absolute);
    // Jobs commit beside Spark, which must not answer from an older snapshot.
    properties.put("cache-enabled", "false");
    return properties;
  }

  /** What follows a question mark are options, unless in a URI. */
  private static String url(Path folder) {
    Path file = folder.resolve(FILE);
    return "jdbc:sqlite:" + (file.toString().contains("?") ? file.toUri() : file);
  }

  /** Whether the catalog of a folder is there and cannot be read as one. */
  public static boolean isDamaged(Path folder) {
    if (!Files.exists(folder.resolve(FILE))) {
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
        Path file = folder.resolve(FILE + part);
        if (Files.exists(file)) {
          Files.move(file, folder.resolve(FILE + part + suffix));
        }
      }
    } catch (IOException e) {
      throw StorageFault.of("warehouse", "Warehouse " + folder, e);
    }
    return folder.resolve(FILE + suffix);
  }
}
