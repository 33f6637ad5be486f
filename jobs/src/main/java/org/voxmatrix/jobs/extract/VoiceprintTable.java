package org.voxmatrix.jobs.extract;

import static org.apache.iceberg.expressions.Expressions.and;
import static org.apache.iceberg.expressions.Expressions.equal;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.voxmatrix.ledger.TaskRow;
import org.voxmatrix.tables.Rows;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** Voiceprints, one row for each channel of each recording. */
public record VoiceprintTable(Warehouse warehouse) {

  /** Writes the voiceprints of a wave; writing them again replaces them. */
  void write(String runId, int wave, List<VoiceprintRow> rows) {
    OffsetDateTime now = Instant.now().atOffset(ZoneOffset.UTC);
    Rows.overwriteWave(
        warehouse.table(VoxTable.VOICEPRINTS),
        runId,
        wave,
        rows.stream().map(row -> row.toRecord(runId, now)).toList());
  }

  /** Voiceprints of one task, by channel. */
  public List<VoiceprintRow> of(TaskRow task) {
    return Rows.read(
            warehouse.existing(VoxTable.VOICEPRINTS),
            and(Rows.wave(task.runId(), task.wave()), equal("task_id", task.taskId())))
        .stream()
        .map(VoiceprintRow::of)
        .sorted(Comparator.comparingInt(VoiceprintRow::channelNumber))
        .toList();
  }
}
