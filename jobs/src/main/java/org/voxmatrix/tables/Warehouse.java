package org.voxmatrix.tables;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.storage.LocalFiles;
import org.voxmatrix.storage.TableFault;
import org.voxmatrix.tables.catalog.CatalogSettings;
import org.voxmatrix.tables.catalog.EmbeddedCatalog;

/**
 * The catalog {@code vox} and its tables. The embedded default is Iceberg's JDBC catalog on a
 * SQLite file, which several processes of one machine may use at once; a cluster gives its own
 * catalog by Spark's {@code spark.sql.catalog.vox.*} settings.
 */
public final class Warehouse implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Warehouse.class);
  private static final int OPENINGS = 5;

  private final Map<String, String> properties;
  private final Catalog catalog;
  private final Fence fence = new Fence();
  private final FileIO files;
  private final EmbeddedCatalog own;

  private Warehouse(Map<String, String> properties, Configuration hadoop, EmbeddedCatalog own) {
    this.properties = Map.copyOf(properties);
    this.own = own;
    this.files =
        CatalogUtil.loadFileIO(
            properties.getOrDefault("io-impl", HadoopFileIO.class.getName()), properties, hadoop);
    Map<String, String> catalogProperties = new LinkedHashMap<>(properties);
    catalogProperties.remove("cache-enabled");
    this.catalog =
        open(
            () ->
                own == null
                    ? CatalogUtil.buildIcebergCatalog(
                        CatalogSettings.NAME, catalogProperties, hadoop)
                    : own.open(CatalogSettings.NAME, files, hadoop));
  }

  /** Of several that make a new catalog at a time, all but one may fail, and find it made then. */
  private static Catalog open(Supplier<Catalog> opening) {
    for (int attempt = 1; ; attempt++) {
      try {
        return opening.get();
      } catch (UncheckedSQLException raced) {
        // A lock has been waited for already.
        if (attempt == OPENINGS || ExceptionUtils.getStackTrace(raced).contains("SQLITE_BUSY")) {
          throw raced;
        }
      }
    }
  }

  /** As {@link #embedded(Path, Duration)}, with patience. */
  public static Warehouse embedded(Path folder) {
    return embedded(folder, EmbeddedCatalog.DEFAULT_WAIT);
  }

  /**
   * Opens, and creates when absent, the embedded warehouse in a folder of this machine. One that
   * may not be written can be read.
   *
   * @param folder made absolute, because Iceberg stores absolute paths
   * @param wait how long a lock of another process is waited for
   */
  public static Warehouse embedded(Path folder, Duration wait) {
    EmbeddedCatalog own = EmbeddedCatalog.of(folder, wait);
    return new Warehouse(own.properties(), LocalFiles.first(), own);
  }

  /**
   * Opens the catalog that Spark is configured with.
   *
   * @param sparkSettings settings of the Spark session; those of {@code spark.sql.catalog.vox}
   *     count
   */
  public static Warehouse configured(Map<String, String> sparkSettings, Configuration hadoop) {
    return new Warehouse(CatalogSettings.of(sparkSettings), hadoop, null);
  }

  /** The Spark settings that give a session this catalog. */
  public Map<String, String> sparkSettings() {
    return CatalogSettings.spark(properties);
  }

  private boolean isReadOnly() {
    return own != null && own.isReadOnly();
  }

  /** Where the tables are, for people. */
  public String location() {
    return properties.getOrDefault(
        "warehouse", properties.getOrDefault("uri", CatalogSettings.NAME));
  }

  /**
   * The table to write to, created on first use, and upgraded if an older version made it.
   *
   * @throws RequestException as {@link #existing}; {@code storage.unusable} if the warehouse may
   *     not be written
   */
  public Table table(VoxTable table) {
    if (isReadOnly()) {
      throw new RequestException(
          Fault.STORAGE_UNUSABLE,
          List.of("warehouse"),
          "Warehouse %s may not be written: grant access, or give another --warehouse."
              .formatted(location()));
    }
    Table found = existing(table);
    if (found == null) {
      return create(table, id(table));
    }
    while (SchemaVersion.isOld(found)) {
      try {
        SchemaVersion.upgrade(found, table.schema());
      } catch (CommitFailedException raced) {
        LOG.debug("Another process has changed {}; looking again", table.tableName(), raced);
      }
      found = existing(table);
    }
    return found;
  }

  /**
   * The table as it is, or null where nothing was ever written to it; one of an older version may
   * lack columns.
   *
   * @throws RequestException of fault {@code warehouse.newer} if a later version made it; {@code
   *     warehouse.damaged} if its metadata cannot be read
   */
  public Table existing(VoxTable table) {
    try {
      return fenced(table, catalog.loadTable(id(table)));
    } catch (NoSuchTableException absent) {
      return absent(table);
    } catch (RuntimeException e) {
      throw TableFault.of(table.tableName(), e);
    }
  }

  /**
   * Null, as the table is not there.
   *
   * @throws RequestException of fault {@code warehouse.damaged} if it is, and the catalog has lost
   *     it: all its files would be orphans
   */
  private Table absent(VoxTable kind) {
    if (written(kind).isEmpty()) {
      return null;
    }
    if (catalog.tableExists(id(kind))) {
      return existing(kind); // Another process has made it meanwhile.
    }
    throw new RequestException(
        Fault.WAREHOUSE_DAMAGED,
        List.of("warehouse"),
        "The catalog of warehouse %s has lost table %s, whose files are there: restore the catalog, or let 'voxmatrix repair' find its tables."
            .formatted(location(), kind.tableName()));
  }

  /** Metadata of a table that has been written to, newest first; others hide where theirs is. */
  public List<String> written(VoxTable kind) {
    return "jdbc".equals(properties.get("type"))
        ? MetadataFiles.written(files, location(), kind)
        : List.of();
  }

  /** Iceberg's catalog itself. */
  public Catalog catalog() {
    return catalog;
  }

  /** How its files are read. */
  public FileIO files() {
    return files;
  }

  /** Leases themselves are swapped row by row, whatever the fence says. */
  private Table fenced(VoxTable kind, Table table) {
    if (own != null) {
      own.requireWithin(table.location());
    }
    SchemaVersion.check(table);
    return kind == VoxTable.LOCKS ? table : FencedOperations.of(kind, table, fence);
  }

  /** What this process has to hold for its commits. */
  public Fence fence() {
    return fence;
  }

  /** Keeps processes that no longer hold their leases from committing to any table. */
  public void raiseFence() {
    for (VoxTable kind : VoxTable.values()) {
      Table table = kind == VoxTable.LOCKS ? null : existing(kind);
      if (table != null) {
        Fence.raise(table);
      }
    }
  }

  /** The name of a table in the catalog. */
  public static TableIdentifier id(VoxTable table) {
    return TableIdentifier.of(CatalogSettings.NAMESPACE, table.tableName());
  }

  /**
   * Creates or upgrades every table, so that Spark finds them all, with all columns; those of a
   * warehouse that may not be written stay as they are.
   */
  public void createTables() {
    for (VoxTable table : VoxTable.values()) {
      if (!isReadOnly()) {
        table(table);
      }
    }
  }

  private Table create(VoxTable table, TableIdentifier id) {
    createNamespace();
    try {
      return fenced(
          table, catalog.createTable(id, table.schema(), table.spec(), TableProperties.of(table)));
    } catch (AlreadyExistsException raced) {
      return fenced(table, catalog.loadTable(id));
    }
  }

  /** Creates the namespace of the tables where it is missing. */
  public void createNamespace() {
    Namespace namespace = Namespace.of(CatalogSettings.NAMESPACE);
    if (!(catalog instanceof SupportsNamespaces namespaces)
        || namespaces.namespaceExists(namespace)) {
      return;
    }
    try {
      namespaces.createNamespace(namespace);
    } catch (RuntimeException e) {
      // Some catalogs answer a lost race with an error of their database.
      if (!namespaces.namespaceExists(namespace)) {
        throw e;
      }
    }
  }

  @Override
  public void close() {
    files.close();
    if (catalog instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        LOG.warn("Cannot close the catalog", e);
      }
    }
    if (own != null) {
      own.close();
    }
  }
}
