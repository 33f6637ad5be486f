package org.voxmatrix.jobs.compare.engine;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.LongConsumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.voxmatrix.score.PairScan.Pairs;
import org.voxmatrix.score.PreparedBlock;
import org.voxmatrix.score.Tile;
import org.voxmatrix.score.VoiceprintBlock;

/**
 * A look at every score of a comparison that keeps none. Scores are those in float32 of the matrix,
 * log-likelihood ratios if they are calibrated: the same in every cut of the sets, not in every
 * kernel.
 */
public final class ScorePass {

  /**
   * What a pass over all scores makes of those of one partition; only one thread uses it.
   *
   * @param <R> the result, small enough to be sent to the driver for each partition and wave
   */
  public interface Look<R extends Serializable> {

    /** Makes one for each partition. */
    @FunctionalInterface
    interface Factory<R extends Serializable> extends Serializable {

      Look<R> make();
    }

    /** Whether any score of some rows matters; if not, they are not computed; mostly all do. */
    default boolean wants(
        VoiceprintBlock columns, VoiceprintBlock rows, int firstRow, int rowCount) {
      return true;
    }

    /** Takes the scores of a tile. */
    void look(Tile tile);

    /** What was made of all tiles. */
    R result();
  }

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
      Look.Factory<R> looks,
      BinaryOperator<R> merge,
      LongConsumer progress) {
    R all = looks.make().result();
    Broadcast<Look.Factory<R>> sent =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(looks);
    try (BandWork work = new BandWork(spark, comparison, progress, blocks -> null)) {
      for (Wave wave : comparison.plan().waves()) {
        Partition<R> partition =
            new Partition<>(comparison.plan(), wave, work.of(wave), sent, work.scored());
        List<R> results =
            work.watched(
                wave, comparison.streamed().blocks().mapPartitions(partition::look).collectAsync());
        for (R result : results) {
          all = merge.apply(all, result);
        }
      }
    } finally {
      sent.destroy();
    }
    return all;
  }

  /** The work on one partition of the streamed side. */
  private record Partition<R extends Serializable>(
      ComparePlan plan,
      Wave wave,
      Broadcast<Band> band,
      Broadcast<Look.Factory<R>> looks,
      LongAccumulator scored)
      implements Serializable {

    Iterator<R> look(Iterator<VoiceprintBlock> streamed) {
      Look<R> look = looks.value().make();
      Tile tile = new Tile();
      while (streamed.hasNext()) {
        VoiceprintBlock block = streamed.next();
        if (block.start() < wave.rangeEnd() && block.end() > wave.rangeStart()) {
          look(block.slice(wave.rangeStart(), wave.rangeEnd()), tile, look);
        }
      }
      return List.of(look.result()).iterator();
    }

    private void look(VoiceprintBlock rows, Tile tile, Look<R> look) {
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
            if (columns.calibration() != null) {
              tile.calibrate(columns.calibration());
            }
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
