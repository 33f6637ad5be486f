package org.voxmatrix.jobs.compare.engine;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.LongConsumer;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.voxmatrix.score.PairScan.Pairs;
import org.voxmatrix.score.PreparedBlock;
import org.voxmatrix.score.Tile;
import org.voxmatrix.score.VoiceprintBlock;

/**
 * A look at every score of a comparison that keeps none. Scores are those in float32 of the matrix:
 * the same in every cut of the sets, not in every kernel.
 */
public final class ScorePass {

  private ScorePass() {}

  /**
   * Passes over all scores.
   *
   * @param looks makes what looks at the tiles of one partition
   * @param merge of the results of two partitions; in any order it gives the same
   * @param progress takes numbers of pairs as they are scored
   */
  public static <R extends Serializable> R over(
      SparkSession spark,
      Comparison comparison,
      TileLook.Factory<R> looks,
      BinaryOperator<R> merge,
      LongConsumer progress) {
    R all = looks.make().result();
    try (BandWork work = new BandWork(spark, comparison, progress)) {
      for (Wave wave : comparison.plan().waves()) {
        Partition<R> partition =
            new Partition<>(comparison.plan(), wave, work.of(wave), looks, work.scored());
        List<R> results =
            work.watched(
                wave, comparison.streamed().blocks().mapPartitions(partition::look).collectAsync());
        for (R result : results) {
          all = merge.apply(all, result);
        }
      }
    }
    return all;
  }

  /** The work on one partition of the streamed side. */
  private record Partition<R extends Serializable>(
      ComparePlan plan,
      Wave wave,
      Broadcast<Band> band,
      TileLook.Factory<R> looks,
      LongAccumulator scored)
      implements Serializable {

    Iterator<R> look(Iterator<VoiceprintBlock> streamed) {
      TileLook<R> look = looks.make();
      Tile tile = new Tile();
      while (streamed.hasNext()) {
        VoiceprintBlock block = streamed.next();
        if (block.start() < wave.rangeEnd() && block.end() > wave.rangeStart()) {
          look(block.slice(wave.rangeStart(), wave.rangeEnd()), tile, look);
        }
      }
      return List.of(look.result()).iterator();
    }

    private void look(VoiceprintBlock rows, Tile tile, TileLook<R> look) {
      Band columns = band.value();
      PreparedBlock prepared = PreparedBlock.of(rows, plan.streamedSide(), columns.backend());
      for (int i = 0; i < columns.blocks(); i++) {
        for (int first = 0; first < rows.count(); first += ComparePlan.TILE_ROWS) {
          int count = Math.min(ComparePlan.TILE_ROWS, rows.count() - first);
          boolean scoredBefore =
              plan.pairs() == Pairs.ONCE && columns.block(i).end() <= rows.start() + first + 1;
          if (!scoredBefore && look.wants(columns.block(i), rows, first, count)) {
            tile.fill(columns.packed(i), prepared, first, count);
            tile.clamp(columns.backend().bound());
            look.look(tile);
          }
          if (!scoredBefore) {
            scored.add((long) count * columns.block(i).count());
          }
        }
      }
    }
  }
}
