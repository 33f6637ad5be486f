package org.voxmatrix.jobs.identify;

import static org.apache.iceberg.expressions.Expressions.and;
import static org.apache.iceberg.expressions.Expressions.equal;
import static org.apache.iceberg.expressions.Expressions.notEqual;

import java.util.List;
import org.voxmatrix.jobs.profiles.ProfileId;
import org.voxmatrix.tables.Rows;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** Who speaks in recordings. */
record IdentificationTable(Warehouse warehouse) {

  /** Writes the identifications of a wave; writing them again replaces them. */
  void write(String runId, int wave, List<IdentificationRow> rows) {
    Rows.overwriteWave(
        warehouse.table(VoxTable.IDENTIFICATIONS),
        runId,
        wave,
        rows.stream().map(IdentificationRow::toRecord).toList());
  }

  /** Channels of a run's recordings that are of a profile. */
  long identified(String runId) {
    return Rows.count(
        warehouse.existing(VoxTable.IDENTIFICATIONS),
        and(equal("run_id", runId), notEqual("identified_profile_id", ProfileId.NOBODY)));
  }
}
