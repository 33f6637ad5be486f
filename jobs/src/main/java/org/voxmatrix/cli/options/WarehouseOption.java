package org.voxmatrix.cli.options;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.voxmatrix.cli.settings.SparkSettings;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.manifest.Locations;
import org.voxmatrix.tables.Warehouse;
import org.voxmatrix.tables.catalog.CatalogSettings;
import picocli.CommandLine.Option;

/** Where the tables are. */
public final class WarehouseOption {

  private static final String DEFAULT = "warehouse";

  @Option(
      names = {"-w", "--warehouse"},
      paramLabel = "DIR",
      defaultValue = WarehouseOption.DEFAULT,
      descriptionKey = "warehouse")
  private String location;

  @Option(
      names = "--catalog-wait",
      paramLabel = "SECONDS",
      defaultValue = "300",
      descriptionKey = "catalog-wait")
  private int wait;

  /** What other commands need to find these tables, if anything. */
  public List<String> arguments() {
    return isConfigured() || location.equals(DEFAULT)
        ? List.of()
        : List.of("--warehouse", location);
  }

  /** Opens the catalog of Spark's settings, or that of the folder, which is created if missing. */
  public Warehouse open() {
    return isConfigured()
        ? Warehouse.configured(SparkSettings.current(), SparkSettings.hadoop())
        : Warehouse.embedded(folder(), catalogWait());
  }

  /** Fails if the folder does not exist, so that nothing is created in the wrong place. */
  public void requireExisting() {
    if (!isConfigured() && !Files.exists(folder())) {
      throw RequestException.badValue(
          "warehouse", "There is no warehouse " + folder() + ": check --warehouse.");
    }
  }

  /** How long a lock of another process on the embedded catalog is waited for. */
  public Duration catalogWait() {
    if (wait < 0) {
      throw RequestException.badValue(
          "catalog-wait", "--catalog-wait is " + wait + ": give 0 or more seconds.");
    }
    return Duration.ofSeconds(wait);
  }

  /** Whether Spark's settings define a catalog vox. */
  public boolean isConfigured() {
    return CatalogSettings.isIn(SparkSettings.current());
  }

  /** The folder: absolute, because Iceberg stores paths. */
  public Path folder() {
    org.apache.hadoop.fs.Path path = Locations.path(location);
    if (!"file".equals(path.toUri().getScheme())
        || location.matches("file:(?!/).*|file://(?!/|localhost/).*")) {
      throw RequestException.badValue(
          "warehouse",
          "Warehouse '%s' is not a local folder; for tables elsewhere set spark.sql.catalog.vox.*, as conf/spark-defaults.conf shows."
              .formatted(location));
    }
    return Path.of(path.toUri().getPath()).normalize();
  }
}
