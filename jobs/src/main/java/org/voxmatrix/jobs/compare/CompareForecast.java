package org.voxmatrix.jobs.compare;

import java.time.Duration;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.jobs.compare.engine.ComparePlan;
import org.voxmatrix.jobs.compare.engine.Comparison;
import org.voxmatrix.jobs.compare.engine.KernelRate;
import org.voxmatrix.tables.TableFiles;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/**
 * How a comparison would be done.
 *
 * @param cores cores that work at once
 * @param blockSizeA members of a block of set A
 * @param blockSizeB members of a block of set B
 * @param tasks of Spark in a wave
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

  static CompareForecast of(SparkSession spark, Warehouse warehouse, Comparison comparison) {
    ComparePlan plan = comparison.plan();
    return new CompareForecast(
        plan,
        spark.sparkContext().defaultParallelism(),
        comparison.sets().a().blockSize(),
        comparison.sets().b().blockSize(),
        comparison.streamed().blocks().getNumPartitions(),
        KernelRate.pairsPerSecond(comparison.backend(), Math.max(1, plan.dimension())),
        new TableFiles(warehouse, VoxTable.SCORE_BLOCKS)
            .freeBytes(spark.sessionState().newHadoopConf()));
  }

  /** Time to multiply, without start-up, writing and commits. */
  public Duration computing() {
    return Duration.ofMillis((long) (1000 * plan.cells() / (pairsPerSecond * cores)));
  }
}
