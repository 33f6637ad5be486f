package org.voxmatrix.jobs.compare;

import java.time.Duration;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.jobs.compare.engine.ComparePlan;
import org.voxmatrix.jobs.compare.engine.KernelRate;
import org.voxmatrix.score.Backend;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/**
 * How a comparison would be done.
 *
 * @param cores cores that work at once
 * @param blockSizeA members of a block of set A
 * @param blockSizeB members of a block of set B
 * @param pairsPerSecond of one core, measured on this machine for half a second
 * @param freeBytes where the tables are; {@link Long#MAX_VALUE} without limit
 */
public record CompareForecast(
    ComparePlan plan,
    int cores,
    int blockSizeA,
    int blockSizeB,
    int tasks,
    double pairsPerSecond,
    long freeBytes) {

  static CompareForecast of(
      SparkSession spark,
      Warehouse warehouse,
      Backend backend,
      ComparedSets sets,
      ComparePlan plan) {
    int residents =
        (plan.traveller() == org.voxmatrix.score.Side.A ? sets.b() : sets.a())
            .blocks()
            .getNumPartitions();
    return new CompareForecast(
        plan,
        spark.sparkContext().defaultParallelism(),
        sets.a().blockSize(),
        sets.b().blockSize(),
        residents,
        KernelRate.pairsPerSecond(backend, Math.max(1, plan.dimension())),
        warehouse.freeBytes(VoxTable.SCORE_BLOCKS, spark.sessionState().newHadoopConf()));
  }

  /** Time to multiply, without start-up, writing and commits. */
  public Duration computing() {
    return Duration.ofMillis((long) (1000 * plan.cells() / (pairsPerSecond * cores)));
  }
}
