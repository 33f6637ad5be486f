package org.voxmatrix.tables;

import static org.apache.iceberg.expressions.Expressions.equal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;

/** A small table's rows as records, read and replaced without a Spark job. */
public final class RowTable<R> {

  private final Warehouse warehouse;
  private final RowMapper<R> mapper;

  public RowTable(Warehouse warehouse, RowMapper<R> mapper) {
    this.warehouse = warehouse;
    this.mapper = mapper;
  }

  /** The rows that match; none if the table does not exist. */
  public List<R> read(Expression filter) {
    List<R> rows = new ArrayList<>();
    forEach(filter, rows::add);
    return rows;
  }

  /** As {@link #read}, one by one. */
  public void forEach(Expression filter, Consumer<R> use) {
    Rows.forEach(
        warehouse.existing(mapper.table()),
        filter,
        mapper.columns(),
        row -> use.accept(mapper.load(row)));
  }

  /** The row that matches, if there is one. */
  public Optional<R> find(Expression filter) {
    return read(filter).stream().findFirst();
  }

  /** How many rows match. */
  public long count(Expression filter) {
    return Rows.count(warehouse.existing(mapper.table()), filter);
  }

  /** Replaces the rows of a run, in one commit. */
  public void overwriteRun(String runId, List<R> rows) {
    Table table = table();
    Rows.overwrite(
        table, equal("run_id", runId), mapper.store(rows, table.schema(), Map.of("run_id", runId)));
  }

  /** Replaces the rows of a wave, in one commit that bears the run's id. */
  public void overwriteWave(String runId, int wave, List<R> rows) {
    Table table = table();
    Rows.overwriteWave(
        table,
        runId,
        wave,
        mapper.store(rows, table.schema(), Map.of("run_id", runId, "wave", wave)));
  }

  /** Deletes the rows of whole partitions, in one commit. */
  public void delete(Expression filter) {
    Rows.overwrite(table(), filter, List.of());
  }

  /** Adds rows, in one commit. */
  public void append(List<R> rows) {
    Table table = table();
    Rows.append(table, mapper.store(rows, table.schema(), Map.of()));
  }

  /** The table as it is now, to be changed only if nobody else does so first. */
  public TableLook<R> look() {
    return new TableLook<>(table(), mapper);
  }

  private Table table() {
    return warehouse.table(mapper.table());
  }
}
