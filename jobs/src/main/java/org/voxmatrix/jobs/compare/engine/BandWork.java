package org.voxmatrix.jobs.compare.engine;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.voxmatrix.score.Bounds;
import org.voxmatrix.score.VoiceprintBlock;

/** Brings one band after the other to the executors, and tells how far their tasks are. */
final class BandWork implements AutoCloseable {

  private final SparkSession spark;
  private final Comparison comparison;
  private final LongConsumer progress;
  private final Function<List<VoiceprintBlock>, Bounds> bounds;
  private final LongAccumulator scored;
  private Broadcast<Band> band;
  private int bandStart = -1;

  /**
   * @param progress takes numbers of pairs as they are scored
   * @param bounds chooses those of scores with a band; null for none
   */
  BandWork(
      SparkSession spark,
      Comparison comparison,
      LongConsumer progress,
      Function<List<VoiceprintBlock>, Bounds> bounds) {
    this.spark = spark;
    this.comparison = comparison;
    this.progress = progress;
    this.bounds = bounds;
    this.scored = spark.sparkContext().longAccumulator("pairs scored");
  }

  /** Where tasks count the pairs that they have scored. */
  LongAccumulator scored() {
    return scored;
  }

  /** The band of a wave. */
  Broadcast<Band> of(Wave wave) {
    if (bandStart != wave.bandStart()) {
      close();
      List<VoiceprintBlock> blocks =
          comparison.broadcast().gather(wave.bandStart(), wave.bandEnd());
      band =
          JavaSparkContext.fromSparkContext(spark.sparkContext())
              .broadcast(
                  new Band(
                      blocks,
                      comparison.plan().broadcastSide(),
                      comparison.backend(),
                      comparison.calibration(),
                      bounds.apply(blocks)));
      bandStart = wave.bandStart();
    }
    return band;
  }

  /** Waits for a wave, and reports pairs as tasks end. */
  <T> List<T> watched(Wave wave, JavaFutureAction<List<T>> job) {
    long before = scored.value();
    long cells = comparison.plan().cells(wave);
    long reported = 0;
    while (true) {
      try {
        List<T> outputs = job.get(1, TimeUnit.SECONDS);
        progress.accept(cells - reported);
        return outputs;
      } catch (TimeoutException stillRunning) {
        // Tiles on the diagonal of a set against itself count whole, so cap at what there is.
        long now = Math.min(cells, scored.value() - before);
        progress.accept(now - reported);
        reported = now;
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
      } catch (InterruptedException e) {
        job.cancel(true);
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while scoring " + wave.name(), e);
      }
    }
  }

  /** Frees the executors' memory of the last band. */
  @Override
  public void close() {
    if (band != null) {
      band.destroy();
      band = null;
    }
  }
}
