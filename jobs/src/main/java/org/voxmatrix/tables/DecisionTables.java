package org.voxmatrix.tables;

import static org.apache.iceberg.expressions.Expressions.and;
import static org.apache.iceberg.expressions.Expressions.equal;
import static org.apache.iceberg.expressions.Expressions.notEqual;

import java.util.List;
import org.apache.iceberg.data.Record;

/** Identifications and verifications. Writing a wave again replaces it. */
public final class DecisionTables {

  private final Warehouse warehouse;

  public DecisionTables(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  public void writeIdentifications(String runId, int wave, List<IdentificationRow> rows) {
    write(
        VoxTable.IDENTIFICATIONS,
        runId,
        wave,
        rows.stream().map(IdentificationRow::toRecord).toList());
  }

  public void writeVerifications(String runId, int wave, List<VerificationRow> rows) {
    write(
        VoxTable.VERIFICATIONS, runId, wave, rows.stream().map(VerificationRow::toRecord).toList());
  }

  /** Claims of a run that were accepted. */
  public long accepted(String runId) {
    return Rows.count(
        warehouse.existing(VoxTable.VERIFICATIONS),
        and(equal("run_id", runId), equal("recognition_result", "accept")));
  }

  /** Channels of a run's recordings that are of a profile. */
  public long identified(String runId) {
    return Rows.count(
        warehouse.existing(VoxTable.IDENTIFICATIONS),
        and(equal("run_id", runId), notEqual("identified_profile_id", IdentificationRow.NOBODY)));
  }

  private void write(VoxTable table, String runId, int wave, List<Record> rows) {
    Rows.overwriteWave(warehouse.table(table), runId, wave, rows);
  }
}
