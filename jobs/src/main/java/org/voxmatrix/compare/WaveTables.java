package org.voxmatrix.compare;

import java.io.Serializable;
import java.util.List;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;
import org.voxmatrix.tables.WaveFiles;

/** The tables that a wave may write. */
record WaveTables(WaveFiles matrix, WaveFiles hits, WaveFiles candidates) implements Serializable {

  static WaveTables of(Warehouse warehouse, String runId, int wave) {
    return new WaveTables(
        warehouse.waveFiles(VoxTable.SCORE_BLOCKS, runId, wave),
        warehouse.waveFiles(VoxTable.HITS, runId, wave),
        warehouse.waveFiles(VoxTable.HIT_CANDIDATES, runId, wave));
  }

  /**
   * Commits what a wave left, also where that is nothing: an earlier attempt may have left more.
   */
  void commit(Warehouse warehouse, Outputs wanted, List<Output> left) {
    if (wanted.matrix()) {
      matrix.commit(warehouse, files(left, Output.Kind.MATRIX));
    }
    if (wanted.hits() && wanted.topK() == 0) {
      hits.commit(warehouse, files(left, Output.Kind.HITS));
    }
    if (wanted.topK() > 0) {
      candidates.commit(warehouse, files(left, Output.Kind.CANDIDATES));
    }
  }

  private static List<byte[]> files(List<Output> left, Output.Kind kind) {
    return left.stream().filter(output -> output.kind() == kind).map(Output::file).toList();
  }
}
