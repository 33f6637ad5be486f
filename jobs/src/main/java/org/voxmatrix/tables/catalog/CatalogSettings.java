package org.voxmatrix.tables.catalog;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxmatrix.error.RequestException;

/** The catalog that Spark is configured with, as Iceberg takes it. */
public final class CatalogSettings {

  /** Name of the catalog in Spark. */
  public static final String NAME = "vox";

  /** The namespace of all tables inside the catalog. */
  public static final String NAMESPACE = "main";

  private static final Logger LOG = LoggerFactory.getLogger(CatalogSettings.class);
  private static final String PREFIX = "spark.sql.catalog." + NAME;

  private CatalogSettings() {}

  /** Whether Spark settings name a catalog {@code vox} of their own. */
  public static boolean isIn(Map<String, String> sparkSettings) {
    return sparkSettings.containsKey(PREFIX);
  }

  /**
   * Iceberg's properties.
   *
   * @param sparkSettings settings of the Spark session; those of {@code spark.sql.catalog.vox}
   *     count
   */
  public static Map<String, String> of(Map<String, String> sparkSettings) {
    Map<String, String> properties = new TreeMap<>();
    sparkSettings.forEach(
        (key, value) -> {
          if (key.startsWith(PREFIX + ".")) {
            properties.put(key.substring(PREFIX.length() + 1), value);
          }
        });
    refuseHadoopOnObjectStore(properties);
    return properties;
  }

  /** The Spark settings that give a session a catalog of those properties. */
  public static Map<String, String> spark(Map<String, String> properties) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(PREFIX, "org.apache.iceberg.spark.SparkCatalog");
    properties.forEach((key, value) -> settings.put(PREFIX + "." + key, value));
    return settings;
  }

  private static void refuseHadoopOnObjectStore(Map<String, String> properties) {
    if (!"hadoop".equals(properties.get("type"))) {
      return;
    }
    String warehouse = properties.getOrDefault("warehouse", "");
    if (warehouse.matches("(file|hdfs):.*|/.*")) {
      LOG.warn(
          "Catalog vox is of type hadoop, which locks only inside one process: run one job at a"
              + " time, or use a rest, hive, glue or jdbc catalog");
      return;
    }
    throw RequestException.badValue(
        PREFIX + ".type",
        "A hadoop catalog on %s can lose commits (no atomic rename on an object store): set %s.type to rest, hive, glue or jdbc."
            .formatted(warehouse, PREFIX));
  }
}
