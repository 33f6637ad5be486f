package org.voxmatrix.tables;

import java.time.Instant;
import java.time.OffsetDateTime;
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

  Instant instant(String column) {
    return ((OffsetDateTime) row.getField(column)).toInstant();
  }
}
