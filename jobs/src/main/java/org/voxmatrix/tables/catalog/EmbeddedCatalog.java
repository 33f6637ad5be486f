package org.voxmatrix.tables.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.storage.PrivateFiles;
import org.voxmatrix.storage.StorageFault;

/**
 * The catalog of a warehouse folder.
 *
 * @param properties what Iceberg needs for it, here and in Spark
 * @param patience how long a lock of another process is waited for
 * @param copy where the catalog may not be written, the copy of it that is read: SQLite cannot read
 *     without a file of its own beside it; else null
 */
public record EmbeddedCatalog(Map<String, String> properties, Duration patience, CatalogCopy copy)
    implements AutoCloseable {

  /** How long a lock of another process is waited for unless somebody says otherwise. */
  public static final Duration DEFAULT_WAIT = Duration.ofMinutes(5);

  /** The catalog of a folder, which is created when absent. */
  public static EmbeddedCatalog of(Path folder, Duration patience) {
    Path absolute = folder.toAbsolutePath().normalize();
    try {
      PrivateFiles.file(PrivateFiles.folder(absolute).resolve(CatalogFile.NAME));
    } catch (IOException e) {
      throw StorageFault.of("warehouse", "Warehouse " + absolute, e);
    }
    CatalogCopy copy = CatalogFile.isReadOnly(absolute) ? CatalogCopy.of(absolute) : null;
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("type", "jdbc");
    properties.put(
        "uri",
        CatalogFile.url(copy == null ? absolute : copy.folder())
            + "?journal_mode=WAL&busy_timeout="
            + patience.toMillis());
    properties.put("jdbc.schema-version", "V1");
    properties.put("io-impl", StrictFiles.class.getName());
    // As it is: Iceberg takes it for a path, where %20 is no space.
    properties.put("warehouse", "file://" + absolute);
    // Jobs commit beside Spark, which must not answer from an older snapshot.
    properties.put("cache-enabled", "false");
    return new EmbeddedCatalog(properties, patience, copy);
  }

  /** Opens it. */
  public Catalog open(String name, FileIO files, Configuration hadoop) {
    JdbcCatalog catalog =
        new JdbcCatalog(
            given -> files,
            given -> new WaitingConnections(properties.get("uri"), given, folder(), patience),
            true);
    catalog.setConf(hadoop);
    catalog.initialize(name, properties);
    return catalog;
  }

  private Path folder() {
    return Path.of(properties.get("warehouse").replaceFirst("^file://", ""));
  }

  /**
   * Refuses tables that are somewhere else: those of a copied warehouse are the original's, and a
   * job would change, and clean up, what another catalog stands for.
   *
   * @param table where a table is
   * @throws RequestException {@code warehouse.damaged}
   */
  public void requireWithin(String table) {
    Path place = Path.of(table.replaceFirst("^file:/*", "/")).normalize();
    Path encoded = Path.of(folder().toUri().getRawPath()); // Where earlier versions had tables.
    if (place.startsWith(folder())
        || place.startsWith(encoded)
        || real(place).startsWith(real(folder()))) {
      return;
    }
    throw new RequestException(
        Fault.WAREHOUSE_DAMAGED,
        List.of("warehouse"),
        "Warehouse %s was copied or moved: its tables are still %s. Iceberg names files by absolute paths: give --warehouse the place where it was made, or put it back there."
            .formatted(folder(), place.getParent()));
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path;
    }
  }

  /** Whether nothing can be written to it. */
  public boolean isReadOnly() {
    return copy != null;
  }

  @Override
  public void close() {
    if (copy != null) {
      copy.close();
    }
  }
}
