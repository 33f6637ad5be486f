package org.voxmatrix.tables;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.apache.iceberg.data.Record;

/** Typed access to the columns of a row. */
record Fields(Record row) {

  String string(String column) {
    Object value = row.getField(column);
    return value == null ? null : value.toString();
  }

  int integer(String column) {
    return (Integer) row.getField(column);
  }

  long longInteger(String column) {
    return (Long) row.getField(column);
  }

  Long nullableLong(String column) {
    return (Long) row.getField(column);
  }

  double real(String column) {
    return (Double) row.getField(column);
  }

  Double nullableReal(String column) {
    return (Double) row.getField(column);
  }

  byte[] bytes(String column) {
    ByteBuffer value = (ByteBuffer) row.getField(column);
    if (value == null) {
      return null;
    }
    byte[] bytes = new byte[value.remaining()];
    value.duplicate().get(bytes);
    return bytes;
  }

  List<String> strings(String column) {
    return ((List<?>) row.getField(column)).stream().map(Object::toString).toList();
  }

  Instant instant(String column) {
    return ((OffsetDateTime) row.getField(column)).toInstant();
  }
}
