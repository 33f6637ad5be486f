package org.voxmatrix.jobs.extract;

import static org.apache.iceberg.expressions.Expressions.and;
import static org.apache.iceberg.expressions.Expressions.equal;

import java.util.Comparator;
import java.util.List;
import org.voxmatrix.ledger.TaskRow;
import org.voxmatrix.tables.RowMapper;
import org.voxmatrix.tables.RowTable;
import org.voxmatrix.tables.Rows;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** Voiceprints, one row for each channel of each recording. */
public record VoiceprintTable(Warehouse warehouse) {

  private static final RowMapper<VoiceprintRow> ROWS =
      RowMapper.of(VoxTable.VOICEPRINTS, VoiceprintRow.class);

  /** Writes the voiceprints of a wave; writing them again replaces them. */
  void write(String runId, int wave, List<VoiceprintRow> rows) {
    new RowTable<>(warehouse, ROWS).overwriteWave(runId, wave, rows);
  }

  /** Voiceprints of a run, in any order; of a large one they are many. */
  public List<VoiceprintRow> ofRun(String runId) {
    return new RowTable<>(warehouse, ROWS).read(equal("run_id", runId));
  }

  /**
   * Whether there are any of a model.
   *
   * @param fingerprint 16 hexadecimal digits
   */
  public boolean hasModel(String fingerprint) {
    return new RowTable<>(warehouse, ROWS).count(equal("model_fingerprint", fingerprint)) > 0;
  }

  /** Voiceprints of one task, by channel and speaker. */
  public List<VoiceprintRow> of(TaskRow task) {
    return new RowTable<>(warehouse, ROWS)
        .read(and(Rows.wave(task.runId(), task.wave()), equal("task_id", task.taskId()))).stream()
            .sorted(
                Comparator.comparingInt(VoiceprintRow::channelNumber)
                    .thenComparing(
                        VoiceprintRow::speakerNumber,
                        Comparator.nullsFirst(Comparator.naturalOrder())))
            .toList();
  }
}
