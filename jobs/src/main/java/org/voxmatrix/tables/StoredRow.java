package org.voxmatrix.tables;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;

/** A row of any table, to be looked at and changed column by column. */
public final class StoredRow {

  private final Record row;

  StoredRow(Record row) {
    this.row = row;
  }

  /** Shows the rows that match, one by one, with some columns alone. */
  public static void forEach(
      Warehouse warehouse,
      VoxTable table,
      Expression filter,
      Collection<String> columns,
      Consumer<StoredRow> use) {
    Rows.forEach(warehouse.existing(table), filter, columns, row -> use.accept(new StoredRow(row)));
  }

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

  public byte[] bytes(String column) {
    return Cell.bytes((ByteBuffer) row.getField(column));
  }

  public List<String> strings(String column) {
    return ((List<?>) row.getField(column)).stream().map(Object::toString).toList();
  }

  /** Empty if the column is null. */
  @SuppressWarnings("unchecked")
  public Map<String, String> map(String column) {
    Map<String, String> value = (Map<String, String>) row.getField(column);
    return value == null ? Map.of() : value;
  }

  /** The rows in a list. */
  public List<StoredRow> rows(String column) {
    return ((List<?>) row.getField(column))
        .stream().map(one -> new StoredRow((Record) one)).toList();
  }

  /**
   * Sets a column.
   *
   * @param value of a type that this class reads, or null
   */
  public void set(String column, Object value) {
    Object stored = value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value;
    if (value instanceof List<?> values) {
      stored = values.stream().map(one -> one instanceof StoredRow in ? in.row : one).toList();
    }
    row.setField(column, stored);
  }

  public void setNull(String... columns) {
    for (String column : columns) {
      set(column, null);
    }
  }
}
