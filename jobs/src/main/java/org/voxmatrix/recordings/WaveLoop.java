package org.voxmatrix.recordings;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.BiConsumer;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.session.Progress;
import org.voxmatrix.session.ProgressFeed;

/** Goes through the waves of a run in order, without those that an earlier process did. */
public record WaveLoop(SparkSession spark, Run run, Progress progress) {

  /**
   * @param finished counts items while a wave is being worked on
   * @param work what to do with the number and the items of a wave
   */
  public void each(
      List<PlanItem> items,
      String unit,
      LongAccumulator finished,
      BiConsumer<Integer, List<PlanItem>> work) {
    SortedSet<Integer> done = run.wavesDone();
    progress.total(items.size(), unit);
    try (ProgressFeed feed = new ProgressFeed(progress, finished)) {
      for (Map.Entry<Integer, List<PlanItem>> wave : WavePlan.waves(items).entrySet()) {
        if (done.contains(wave.getKey())) {
          feed.skip(wave.getValue().size());
        } else {
          run.makeWay();
          label(wave.getKey());
          work.accept(wave.getKey(), wave.getValue());
        }
      }
    }
  }

  /** What the Spark UI shows beside jobs. */
  private void label(int wave) {
    String what = "%s: wave %d of %d".formatted(run.row().job(), wave + 1, run.row().waves());
    spark.sparkContext().setJobGroup(run.id(), what, true);
  }
}
