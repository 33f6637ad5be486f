package org.voxmatrix.cluster;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.jdbc.JdbcCatalog;

/** A catalog on SQLite: its settings for Spark, and its tables read without our code. */
record Catalog(Path database, String warehouse) {

  /** What differs between two runs of the same work: times and processes. */
  private static final Set<String> ASIDE =
      Set.of(
          "owner",
          "created_at",
          "updated_at",
          "finished_at",
          "extracted_at",
          "acquired_at",
          "expires_at",
          "seconds_spent");

  /** The embedded warehouse in a folder. */
  static Catalog in(Path folder) {
    return new Catalog(folder.resolve("catalog.db"), folder.toUri().toString());
  }

  /** What a user writes to give Spark this catalog. */
  Map<String, String> sparkSettings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("spark.sql.catalog.vox", "org.apache.iceberg.spark.SparkCatalog");
    settings.put("spark.sql.catalog.vox.type", "jdbc");
    properties().forEach((key, value) -> settings.put("spark.sql.catalog.vox." + key, value));
    settings.put("spark.sql.catalog.vox.cache-enabled", "false");
    return settings;
  }

  private Map<String, String> properties() {
    return Map.of(
        "uri",
        "jdbc:sqlite:" + database + "?journal_mode=WAL&busy_timeout=30000",
        "jdbc.schema-version",
        "V1",
        "warehouse",
        warehouse);
  }

  /** The rows of every table, as sorted texts. */
  Map<String, List<String>> rows(Configuration hadoop) throws Exception {
    Map<String, List<String>> tables = new TreeMap<>();
    try (JdbcCatalog catalog =
        (JdbcCatalog)
            CatalogUtil.loadCatalog(JdbcCatalog.class.getName(), "vox", properties(), hadoop)) {
      for (TableIdentifier id : catalog.listTables(Namespace.of("main"))) {
        tables.put(id.name(), rows(catalog.loadTable(id)));
      }
    }
    return tables;
  }

  private static List<String> rows(Table table) throws Exception {
    List<String> rows = new ArrayList<>();
    try (CloseableIterable<Record> records = IcebergGenerics.read(table).build()) {
      for (Record row : records) {
        StringBuilder text = new StringBuilder();
        row.struct().fields().stream()
            .filter(field -> !ASIDE.contains(field.name()))
            .forEach(
                field ->
                    text.append(field.name())
                        .append('=')
                        .append(text(row.getField(field.name())))
                        .append("; "));
        rows.add(text.toString());
      }
    }
    rows.sort(null);
    return rows;
  }

  private static String text(Object value) {
    if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return HexFormat.of().formatHex(bytes);
    }
    return String.valueOf(value);
  }
}
