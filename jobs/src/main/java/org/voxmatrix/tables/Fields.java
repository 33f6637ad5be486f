package org.voxmatrix.tables;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.apache.iceberg.data.Record;

/** Typed access to the columns of a row. */
public record Fields(Record row) {

  public String string(String column) {
    Object value = row.getField(column);
    return value == null ? null : value.toString();
  }

  public int integer(String column) {
    return (Integer) row.getField(column);
  }

  public long longInteger(String column) {
    return (Long) row.getField(column);
  }

  public Long nullableLong(String column) {
    return (Long) row.getField(column);
  }

  public double real(String column) {
    return (Double) row.getField(column);
  }

  public Double nullableReal(String column) {
    return (Double) row.getField(column);
  }

  public byte[] bytes(String column) {
    ByteBuffer value = (ByteBuffer) row.getField(column);
    if (value == null) {
      return null;
    }
    byte[] bytes = new byte[value.remaining()];
    value.duplicate().get(bytes);
    return bytes;
  }

  public List<String> strings(String column) {
    return ((List<?>) row.getField(column)).stream().map(Object::toString).toList();
  }

  public Instant instant(String column) {
    return ((OffsetDateTime) row.getField(column)).toInstant();
  }
}
