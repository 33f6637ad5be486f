package org.voxmatrix.tables;

import java.util.LinkedHashMap;
import java.util.Map;

/** How Iceberg keeps the rows and the past of a new table. */
final class TableProperties {

  private TableProperties() {}

  static Map<String, String> of(VoxTable table) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("format-version", "2");
    properties.put(SchemaVersion.PROPERTY, String.valueOf(SchemaVersion.KNOWN));
    // Waves arrive partitioned already; a shuffle before writing would only move them again.
    properties.put("write.distribution-mode", "none");
    properties.put("write.metadata.delete-after-commit.enabled", "true");
    properties.put("write.metadata.previous-versions-max", "20");
    properties.put("commit.retry.num-retries", "20");
    properties.put("commit.retry.max-wait-ms", "2000");
    if (table == VoxTable.SCORE_BLOCKS) {
      // Scores do not repeat and are megabytes a row: no dictionary, no bounds, no batch of them.
      properties.put("write.parquet.compression-codec", "uncompressed");
      properties.put("write.parquet.dict-size-bytes", "1");
      properties.put("write.parquet.row-group-check-min-record-count", "4");
      properties.put("write.parquet.row-group-check-max-record-count", "16");
      properties.put("write.metadata.metrics.column.scores", "none");
      properties.put("read.parquet.vectorization.enabled", "false");
    }
    return properties;
  }
}
