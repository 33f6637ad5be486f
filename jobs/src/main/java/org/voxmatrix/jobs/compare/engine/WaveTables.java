package org.voxmatrix.jobs.compare.engine;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;
import org.voxmatrix.tables.WaveFiles;
import org.voxmatrix.tables.WaveFiles.WaveFile;

/**
 * The tables that a wave writes: scores, and either hits or, if top-k lists are wanted, candidates
 * for them.
 */
record WaveTables(EnumMap<VoxTable, WaveFiles> files) implements Serializable {

  static WaveTables of(Warehouse warehouse, Outputs outputs, String runId, int wave) {
    EnumMap<VoxTable, WaveFiles> files = new EnumMap<>(VoxTable.class);
    for (VoxTable table : outputs.tables()) {
      files.put(table, new WaveFiles(warehouse, table, runId, wave));
    }
    return new WaveTables(files);
  }

  /** A file of each table. */
  Map<VoxTable, WaveFile> open(int partition) {
    Map<VoxTable, WaveFile> open = new EnumMap<>(VoxTable.class);
    files.forEach((table, of) -> open.put(table, of.open(partition)));
    return open;
  }

  /** Commits what a wave left, even if that is nothing: an earlier attempt may have left more. */
  void commit(Warehouse warehouse, List<PartitionOutput> left) {
    files.forEach(
        (table, of) ->
            of.commit(
                warehouse,
                left.stream()
                    .filter(output -> output.table() == table)
                    .map(PartitionOutput::file)
                    .toList()));
  }
}
