package org.voxmatrix.jobs.compare;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.compare.engine.ComparePlan;
import org.voxmatrix.tables.TableFiles;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** Whether a matrix fits where the tables are, asked before any of it is computed. */
final class FreeSpace {

  /** What files take beyond the scores themselves. */
  private static final double OVERHEAD = 1.02;

  private FreeSpace() {}

  /**
   * Checks the waves of a matrix that are not done.
   *
   * @throws RequestException {@code storage.capacity-exceeded}
   */
  static void check(
      SparkSession spark, Warehouse warehouse, ComparePlan plan, Set<Integer> wavesDone) {
    if (!plan.outputs().matrix()) {
      return;
    }
    double needed =
        OVERHEAD
            * Float.BYTES
            * plan.waves().stream()
                .filter(wave -> !wavesDone.contains(wave.number()))
                .mapToLong(wave -> wave.cells())
                .sum();
    long free =
        new TableFiles(warehouse, VoxTable.SCORE_BLOCKS)
            .freeBytes(spark.sessionState().newHadoopConf());
    if (needed > free) {
      throw new RequestException(
          RequestError.STORAGE_CAPACITY_EXCEEDED,
          List.of(
              ErrorDetail.of(
                  Fault.STORAGE_CAPACITY_EXCEEDED,
                  List.of("warehouse"),
                  String.format(
                      "The matrix of %,d x %,d scores takes %,.0f MB, and %s has %,.0f MB free: free"
                          + " space, choose another --warehouse, or ask for --threshold or --top-k.",
                      plan.countB(), plan.countA(), needed / 1e6, warehouse.location(), free / 1e6),
                  Map.of("needed_bytes", (long) needed, "free_bytes", free))));
    }
  }
}
