package org.voxmatrix.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;

/**
 * Rows of a table as records of a class, of which each component is the column of its name: {@code
 * runId} is {@code run_id}. An enum is kept as its {@link Word}, an {@link java.time.Instant} as a
 * time, bytes as binary; a record inside is flattened, and a list of records is a list of structs.
 */
public final class RowMapper<R> {

  /** Which commit a row belongs to is known to who writes it. */
  private static final List<String> COMMIT = List.of("run_id", "wave");

  private final VoxTable table;
  private final Shape<R> shape;
  private final List<String> columns;

  private RowMapper(VoxTable table, Class<R> type) {
    this.table = table;
    this.shape = Shape.of(type, table.schema().asStruct());
    this.columns = shape.columns();
  }

  /**
   * Whole rows, to be read and written; {@code run_id} and {@code wave} may be left out.
   *
   * @throws IllegalArgumentException if the record's components are not the table's columns
   */
  public static <R> RowMapper<R> of(VoxTable table, Class<R> type) {
    RowMapper<R> mapper = new RowMapper<>(table, type);
    List<String> missing = new ArrayList<>(table.columnNames());
    missing.removeAll(mapper.columns);
    missing.removeAll(COMMIT);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(type + " lacks columns " + missing);
    }
    return mapper;
  }

  /**
   * Some columns, to be read alone.
   *
   * @throws IllegalArgumentException if a component is not a column of the table
   */
  public static <R> RowMapper<R> view(VoxTable table, Class<R> type) {
    return new RowMapper<>(table, type);
  }

  VoxTable table() {
    return table;
  }

  List<String> columns() {
    return columns;
  }

  R load(Record row) {
    return shape.load(row);
  }

  /**
   * Makes rows for a table as it is stored.
   *
   * @param commit values of columns that the records may lack
   */
  List<Record> store(List<R> values, Schema schema, Map<String, Object> commit) {
    List<Record> rows = new ArrayList<>(values.size());
    for (R value : values) {
      Record row = GenericRecord.create(schema);
      commit.forEach(row::setField);
      shape.store(value, row);
      rows.add(row);
    }
    return rows;
  }
}
