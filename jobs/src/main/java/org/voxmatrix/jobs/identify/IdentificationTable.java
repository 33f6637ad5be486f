package org.voxmatrix.jobs.identify;

import static org.apache.iceberg.expressions.Expressions.and;
import static org.apache.iceberg.expressions.Expressions.equal;
import static org.apache.iceberg.expressions.Expressions.notEqual;

import java.util.List;
import org.voxmatrix.jobs.profiles.ProfileId;
import org.voxmatrix.tables.RowMapper;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** Who speaks in recordings. */
record IdentificationTable(Warehouse warehouse) {

  private static final RowMapper<IdentificationRow> ROWS =
      RowMapper.of(VoxTable.IDENTIFICATIONS, IdentificationRow.class);

  /** Writes the identifications of a wave; writing them again replaces them. */
  void write(String runId, int wave, List<IdentificationRow> rows) {
    ROWS.in(warehouse).overwriteWave(runId, wave, rows);
  }

  /** Channels of a run's recordings that are of a profile. */
  long identified(String runId) {
    return ROWS.in(warehouse)
        .count(and(equal("run_id", runId), notEqual("identified_profile_id", ProfileId.NOBODY)));
  }
}
