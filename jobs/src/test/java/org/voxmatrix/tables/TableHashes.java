package org.voxmatrix.tables;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;

/** What a warehouse holds, as a hash for each table: times and processes aside. */
public final class TableHashes {

  private static final Set<String> ASIDE =
      Set.of(
          "owner",
          "created_at",
          "updated_at",
          "finished_at",
          "extracted_at",
          "last_action_at",
          "acquired_at",
          "expires_at",
          "seconds_spent",
          "correlation_id",
          "request_id");

  private TableHashes() {}

  public static Map<String, String> of(Path folder) throws Exception {
    Map<String, String> hashes = new TreeMap<>();
    try (Warehouse warehouse = Warehouse.embedded(folder)) {
      for (VoxTable table : VoxTable.values()) {
        List<String> rows = new ArrayList<>();
        for (Record row : Rows.read(warehouse.existing(table), Expressions.alwaysTrue())) {
          rows.add(text(row));
        }
        rows.sort(null);
        byte[] digest =
            MessageDigest.getInstance("SHA-256")
                .digest(String.join("\n", rows).getBytes(StandardCharsets.UTF_8));
        hashes.put(
            table.tableName(), rows.size() + " rows " + HexFormat.of().formatHex(digest, 0, 8));
      }
    }
    return hashes;
  }

  private static String text(Record row) {
    StringBuilder text = new StringBuilder();
    row.struct()
        .fields()
        .forEach(
            field -> {
              if (!ASIDE.contains(field.name())) {
                text.append(field.name()).append('=').append(value(row.getField(field.name())));
                text.append(';');
              }
            });
    return text.toString();
  }

  private static String value(Object value) {
    if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return HexFormat.of().formatHex(bytes);
    }
    return String.valueOf(value);
  }
}
