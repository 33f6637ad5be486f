package org.voxmatrix.jobs.compare;

import static org.apache.iceberg.expressions.Expressions.equal;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.identity.Json;
import org.voxmatrix.ledger.TaskRow;
import org.voxmatrix.tables.RowMapper;
import org.voxmatrix.tables.RowTable;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** What is wrong with the sets of comparisons; ids are in a column of their own. */
public final class SetFaultTable {

  private static final RowMapper<Row> ROWS = RowMapper.of(VoxTable.SET_FAULTS, Row.class);

  private final RowTable<Row> table;

  public SetFaultTable(Warehouse warehouse) {
    this.table = new RowTable<>(warehouse, ROWS);
  }

  /**
   * One fault.
   *
   * @param side a or b
   * @param index of the row in its set, from 0; null for a set as a whole
   * @param id of the voiceprint, if it has one
   * @param detail the fault without the id, JSON
   */
  private record Row(String side, Long index, String id, String fault, String detail) {

    static Row of(ErrorDetail fault) {
      String field = fault.location().get(0).toString();
      Map<String, Object> context = new TreeMap<>(fault.context());
      Object id = context.remove("id");
      return new Row(
          field.substring(field.length() - 1),
          fault.location().size() == 1 ? null : ((Number) fault.location().get(1)).longValue(),
          id == null ? null : id.toString(),
          fault.type(),
          Json.write(with(fault, context)));
    }

    ErrorDetail error() {
      ErrorDetail stored = Json.mapper().convertValue(Json.read(detail), ErrorDetail.class);
      if (id == null) {
        return stored;
      }
      Map<String, Object> context = new TreeMap<>(stored.context());
      context.put("id", id);
      return with(stored, context);
    }

    private static ErrorDetail with(ErrorDetail fault, Map<String, Object> context) {
      return new ErrorDetail(fault.location(), fault.message(), fault.type(), context);
    }
  }

  /** Writes the faults of a comparison as a wave; writing them again replaces them. */
  public void write(String runId, int wave, List<ErrorDetail> faults) {
    table.overwriteWave(runId, wave, faults.stream().map(Row::of).toList());
  }

  /** The detail of a comparison's task, a JSON array, with the ids of its faults. */
  public String detail(TaskRow task) {
    List<ErrorDetail> faults =
        table.read(equal("run_id", task.runId())).stream()
            .sorted(
                Comparator.comparing(Row::side)
                    .thenComparing(Row::index, Comparator.nullsLast(Comparator.naturalOrder())))
            .map(Row::error)
            .toList();
    // One of an earlier version is in the task itself.
    return faults.isEmpty() ? task.detail() : Json.write(faults);
  }
}
