package org.voxmatrix.jobs.compare.engine;

import java.io.Serializable;
import java.util.List;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;
import org.voxmatrix.tables.WaveFiles;

/**
 * The tables that a wave writes, null for what it does not: scores, and either hits or, where the
 * best of each member are wanted, candidates for them.
 */
record WaveTables(WaveFiles matrix, WaveFiles hits, WaveFiles candidates) implements Serializable {

  static WaveTables of(Warehouse warehouse, Outputs outputs, String runId, int wave) {
    boolean lists = outputs.topK() > 0;
    return new WaveTables(
        files(outputs.matrix(), warehouse, VoxTable.SCORE_BLOCKS, runId, wave),
        files(outputs.hits() && !lists, warehouse, VoxTable.HITS, runId, wave),
        files(lists, warehouse, VoxTable.HIT_CANDIDATES, runId, wave));
  }

  private static WaveFiles files(
      boolean wanted, Warehouse warehouse, VoxTable table, String runId, int wave) {
    return wanted ? warehouse.waveFiles(table, runId, wave) : null;
  }

  /**
   * Commits what a wave left, also where that is nothing: an earlier attempt may have left more.
   */
  void commit(Warehouse warehouse, List<TaskOutput> left) {
    commit(warehouse, matrix, left, TaskOutput.Kind.MATRIX);
    commit(warehouse, hits, left, TaskOutput.Kind.HITS);
    commit(warehouse, candidates, left, TaskOutput.Kind.CANDIDATES);
  }

  private static void commit(
      Warehouse warehouse, WaveFiles table, List<TaskOutput> left, TaskOutput.Kind kind) {
    if (table != null) {
      table.commit(
          warehouse,
          left.stream().filter(output -> output.kind() == kind).map(TaskOutput::file).toList());
    }
  }
}
