package org.voxmatrix.jobs.extract;

import static org.apache.iceberg.expressions.Expressions.equal;

import java.util.Comparator;
import java.util.List;
import org.voxmatrix.tables.RowMapper;
import org.voxmatrix.tables.RowTable;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/**
 * Who speaks when, one row for each segment of each speaker.
 *
 * @param used whether speakers were asked for: else there is nothing to write, nor to replace
 */
public record SegmentTable(Warehouse warehouse, boolean used) {

  private static final RowMapper<SegmentRow> ROWS =
      RowMapper.of(VoxTable.SEGMENTS, SegmentRow.class);

  /** Writes the segments of a wave; writing them again replaces them. */
  void write(String runId, int wave, List<SegmentRow> rows) {
    if (used) {
      new RowTable<>(warehouse, ROWS).overwriteWave(runId, wave, rows);
    }
  }

  /** Segments of a run, by recording, channel and time. */
  public List<SegmentRow> ofRun(String runId) {
    return new RowTable<>(warehouse, ROWS)
        .read(equal("run_id", runId)).stream()
            .sorted(
                Comparator.comparing(SegmentRow::recordingId)
                    .thenComparing(SegmentRow::channelNumber)
                    .thenComparing(SegmentRow::start))
            .toList();
  }
}
