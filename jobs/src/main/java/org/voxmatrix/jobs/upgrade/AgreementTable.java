package org.voxmatrix.jobs.upgrade;

import static org.apache.iceberg.expressions.Expressions.equal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import org.voxmatrix.identity.Json;
import org.voxmatrix.tables.RowMapper;
import org.voxmatrix.tables.RowTable;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** How far the models of upgrades agree. */
public record AgreementTable(Warehouse warehouse) {

  private static final RowMapper<AgreementRow> ROWS =
      RowMapper.of(VoxTable.UPGRADE_AGREEMENTS, AgreementRow.class);

  void write(String runId, List<AgreementRow> rows) {
    new RowTable<>(warehouse, ROWS).overwriteRun(runId, rows);
  }

  /** What a run found, in order; none where the former model was not there. */
  public List<AgreementRow> of(String runId) {
    return new RowTable<>(warehouse, ROWS)
        .read(equal("run_id", runId)).stream()
            .sorted(Comparator.comparingInt(AgreementRow::place))
            .toList();
  }

  /** Rows as JSON. */
  public static ArrayNode document(List<AgreementRow> rows) {
    ArrayNode all = Json.mapper().createArrayNode();
    for (AgreementRow row : rows) {
      ObjectNode one = all.addObject();
      one.put("measure", row.measure().word()).put("parameter", row.parameter());
      one.put("compared", row.compared());
      one.put("formerThreshold", row.formerThreshold()).put("threshold", row.threshold());
      one.put("former", row.former()).put("present", row.present());
      one.put("agreement", row.agreement());
    }
    return all;
  }
}
