package org.voxmatrix.jobs.verify;

import static org.apache.iceberg.expressions.Expressions.and;
import static org.apache.iceberg.expressions.Expressions.equal;

import java.util.List;
import org.voxmatrix.tables.Rows;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** Whether recordings are of the profiles that they claim to be. */
record VerificationTable(Warehouse warehouse) {

  /** Writes the verifications of a wave; writing them again replaces them. */
  void write(String runId, int wave, List<VerificationRow> rows) {
    Rows.overwriteWave(
        warehouse.table(VoxTable.VERIFICATIONS),
        runId,
        wave,
        rows.stream().map(VerificationRow::toRecord).toList());
  }

  /** Claims of a run that were accepted. */
  long accepted(String runId) {
    return Rows.count(
        warehouse.existing(VoxTable.VERIFICATIONS),
        and(equal("run_id", runId), equal("recognition_result", "accept")));
  }
}
