package org.voxmatrix.jobs.verify;

import static org.apache.iceberg.expressions.Expressions.and;
import static org.apache.iceberg.expressions.Expressions.equal;

import java.util.List;
import org.voxmatrix.tables.RowMapper;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** Whether recordings are of the profiles that they claim to be. */
record VerificationTable(Warehouse warehouse) {

  private static final RowMapper<VerificationRow> ROWS =
      RowMapper.of(VoxTable.VERIFICATIONS, VerificationRow.class);

  /** Writes the verifications of a wave; writing them again replaces them. */
  void write(String runId, int wave, List<VerificationRow> rows) {
    ROWS.in(warehouse).overwriteWave(runId, wave, rows);
  }

  /** Claims of a run that were accepted. */
  long accepted(String runId) {
    return ROWS.in(warehouse)
        .count(
            and(
                equal("run_id", runId),
                equal("recognition_result", VerificationRow.Recognition.ACCEPT.word())));
  }
}
