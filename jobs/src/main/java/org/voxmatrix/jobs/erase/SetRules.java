package org.voxmatrix.jobs.erase;

import static org.apache.iceberg.expressions.Expressions.or;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.NavigableSet;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.tables.RowRule;
import org.voxmatrix.tables.StoredRow;

/** What an erasure does to the tables of comparisons. */
record SetRules(ErasureSubject person, SetIndices places) implements Serializable {

  /** The index stays, so that those of the others do. */
  RowRule members() {
    return new RowRule(
        person.mayStandIn("id"),
        List.of("id"),
        row -> row.string("id") != null && person.has(row.string("id")),
        row -> {
          row.set("id", PlanItem.ERASED);
          return true;
        });
  }

  /** Rows of the person go; in the rows of others their scores become NaN. */
  RowRule scoreBlocks() {
    return new RowRule(
        or(places.runs(), person.mayStandIn("row_id")),
        List.of("run_id", "row_id", "col_start", "col_count"),
        row -> person.has(row.string("row_id")) || !columns(row).isEmpty(),
        row -> {
          if (person.has(row.string("row_id"))) {
            return false;
          }
          byte[] scores = row.bytes("scores");
          ByteBuffer cells = ByteBuffer.wrap(scores).order(ByteOrder.LITTLE_ENDIAN);
          for (long column : columns(row)) {
            int cell = Math.toIntExact(column - row.longInteger("col_start"));
            cells.putFloat(cell * Float.BYTES, Float.NaN);
          }
          row.set("scores", scores);
          return true;
        });
  }

  private NavigableSet<Long> columns(StoredRow row) {
    return places.columns(
        row.string("run_id"), row.longInteger("col_start"), row.integer("col_count"));
  }

  RowRule hits() {
    return RowRule.drop(
        or(person.mayStandIn("id_a"), person.mayStandIn("id_b")),
        List.of("id_a", "id_b"),
        row -> person.has(row.string("id_a")) || person.has(row.string("id_b")));
  }

  RowRule hitCandidates() {
    return RowRule.drop(
        places.runs(),
        List.of("run_id", "side", "index", "other"),
        row -> {
          String run = row.string("run_id");
          String side = row.string("side");
          return places.has(run, side, row.longInteger("index"))
              || places.has(run, side.equals("a") ? "b" : "a", row.longInteger("other"));
        });
  }
}
