package org.voxmatrix.tables;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** Rows of any table, for tests: written as they are given, and read as texts. */
public final class TableRows {

  private TableRows() {}

  /** Adds a row; columns that must have a value and are not given are blank. */
  public static void add(Warehouse warehouse, VoxTable table, Map<String, ?> values) {
    Record row = GenericRecord.create(table.schema());
    for (Types.NestedField column : table.schema().columns()) {
      Object value = values.get(column.name());
      if (value == null && column.isRequired()) {
        value = blank(column.type());
      }
      row.setField(column.name(), stored(value));
    }
    Rows.append(warehouse.table(table), List.of(row));
  }

  /** A profile's place in a ranking. */
  public static Record rank(String profileId, double score) {
    Types.ListType ranking =
        VoxTable.IDENTIFICATIONS.schema().findType("profiles_ranking").asListType();
    Record rank = GenericRecord.create(ranking.elementType().asStructType());
    rank.setField("profile_id", profileId);
    rank.setField("score", score);
    return rank;
  }

  /** The values of some columns of every row, in order of their texts. */
  public static List<String> texts(Warehouse warehouse, VoxTable table, String... columns) {
    List<String> texts = new ArrayList<>();
    for (Record row : Rows.read(warehouse.existing(table), Expressions.alwaysTrue())) {
      List<String> values = new ArrayList<>();
      for (String column : columns) {
        values.add(String.valueOf(row.getField(column)));
      }
      texts.add(String.join(" ", values));
    }
    texts.sort(null);
    return texts;
  }

  private static Object stored(Object value) {
    if (value instanceof Instant time) {
      return time.atOffset(ZoneOffset.UTC);
    }
    return value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value;
  }

  private static Object blank(Type type) {
    return switch (type.typeId()) {
      case STRING -> "";
      case INTEGER -> 0;
      case LONG -> 0L;
      case DOUBLE -> 0.0;
      case BOOLEAN -> false;
      case TIMESTAMP -> Instant.now();
      case DATE -> LocalDate.now(ZoneOffset.UTC);
      case BINARY -> new byte[0];
      case LIST -> List.of();
      default -> throw new IllegalArgumentException(type.toString());
    };
  }
}
