package org.voxmatrix.jobs.compare.engine;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.jobs.compare.bounds.BoundChoice;
import org.voxmatrix.score.Bounds;
import org.voxmatrix.score.Side;
import org.voxmatrix.score.VoiceprintBlock;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;
import org.voxmatrix.tables.WaveFiles;
import scala.Tuple2;

/** Scores a comparison wave by wave; each wave is committed separately, and may be redone. */
public final class WaveScorer implements AutoCloseable {

  private final SparkSession spark;
  private final Warehouse warehouse;
  private final String runId;
  private final Comparison comparison;
  private final ComparePlan plan;
  private final BandWork band;

  /**
   * @param progress takes numbers of pairs as they are scored
   */
  public WaveScorer(
      SparkSession spark,
      Warehouse warehouse,
      String runId,
      Comparison comparison,
      LongConsumer progress) {
    this.spark = spark;
    this.warehouse = warehouse;
    this.runId = runId;
    this.comparison = comparison;
    this.plan = comparison.plan();
    this.band = new BandWork(spark, comparison, progress, this::bounds);
  }

  /** A matrix has all scores. */
  private Bounds bounds(List<VoiceprintBlock> blocks) {
    Outputs outputs = plan.outputs();
    double most = outputs.topK();
    return outputs.matrix()
        ? null
        : BoundChoice.of(
            blocks,
            plan.broadcastSide(),
            comparison.backend(),
            plan.cells(),
            outputs.threshold(),
            most == 0 ? 1 : Math.min(1, most / Math.min(plan.countA(), plan.countB())));
  }

  /** Writes the ids of both sets as wave 0. */
  public void writeMembers() {
    WaveFiles files = new WaveFiles(warehouse, VoxTable.SET_MEMBERS, runId, 0);
    List<byte[]> written = new ArrayList<>();
    for (Side side : Side.values()) {
      written.addAll(members(comparison.sets().of(side), side, files));
    }
    files.commit(warehouse, written);
  }

  private static List<byte[]> members(MemberSet set, Side side, WaveFiles files) {
    return set.blocks()
        .mapPartitionsWithIndex((partition, blocks) -> ids(files, partition, side, blocks), false)
        .collect();
  }

  private static Iterator<byte[]> ids(
      WaveFiles files, int partition, Side side, Iterator<VoiceprintBlock> blocks) {
    try (WaveFiles.WaveFile file = files.open(partition)) {
      file.set("side", side.word());
      while (blocks.hasNext()) {
        VoiceprintBlock block = blocks.next();
        for (int i = 0; i < block.count(); i++) {
          file.set("index", (long) block.start() + i).set("id", block.id(i)).write();
        }
      }
      return Stream.ofNullable(file.finish()).iterator();
    }
  }

  /** Scores and commits one wave. */
  public void score(Wave wave) {
    WaveTables tables = WaveTables.of(warehouse, plan.outputs(), runId, wave.number());
    WaveFiles matrix = tables.files().get(VoxTable.SCORE_BLOCKS);
    if (matrix != null) {
      matrix.preset("score_kind", comparison.writtenKind());
      matrix.preset("col_start", (long) wave.bandStart());
      matrix.preset("col_count", wave.bandEnd() - wave.bandStart());
      matrix.preset("col_block", wave.bandStart() / Math.max(1, plan.bandMembers()));
    }
    PartitionScorer scorer = new PartitionScorer(plan, wave, band.of(wave), tables, band.scored());
    JavaPairRDD<Integer, PartitionOutput> outputs =
        comparison
            .streamed()
            .blocks()
            .mapPartitionsWithIndex(scorer::score, false)
            .mapToPair(output -> output);
    tables.commit(warehouse, collect(wave, outputs, scorer));
  }

  private List<PartitionOutput> collect(
      Wave wave, JavaPairRDD<Integer, PartitionOutput> outputs, PartitionScorer scorer) {
    if (!plan.hasLists(plan.broadcastSide())) {
      return band.watched(wave, outputs.values().collectAsync());
    }
    JavaRDD<Tuple2<Integer, Iterable<PartitionOutput>>> pieces =
        JavaRDD.fromRDD(outputs.groupByKey().rdd(), null);
    return band.watched(wave, pieces.mapPartitionsWithIndex(scorer::merge, false).collectAsync());
  }

  /** Makes hits of the lists that all waves left. */
  public void merge() {
    HitTable.merge(
        spark, warehouse, runId, plan.mergeWave(), plan.outputs().topK(), comparison.calibration());
  }

  @Override
  public void close() {
    band.close();
  }
}
