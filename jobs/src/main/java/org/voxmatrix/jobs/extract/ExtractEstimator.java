package org.voxmatrix.jobs.extract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.recordings.Manifest;
import org.voxmatrix.recordings.WavePlan;

/** Tries a few recordings of a plan, spread over it, and writes nothing. */
record ExtractEstimator(SparkSession spark, Manifest recordings, ExtractWorker worker) {

  private static final int SAMPLES = 16;
  private static final long LARGEST_SAMPLE = 16L << 20;

  ExtractEstimate estimate(WavePlan plan) {
    List<PlanItem> items = plan.items();
    List<PlanItem> samples = samples(items);
    List<Outcome> outcomes =
        samples.isEmpty()
            ? List.of()
            : new ExtractWaves(spark, recordings, worker).outcomes(samples);
    return new ExtractEstimate(
        items.size(),
        plan.skipped(),
        plan.waveCount(),
        items.stream().mapToLong(item -> Math.max(0, item.size())).sum(),
        items.stream().filter(item -> item.size() < 0).count(),
        samples.size(),
        time(items, samples, outcomes));
  }

  private static List<PlanItem> samples(List<PlanItem> items) {
    List<PlanItem> samples = new ArrayList<>();
    int step = Math.max(1, items.size() / SAMPLES);
    for (int i = step / 2; i < items.size() && samples.size() < SAMPLES; i += step) {
      if (items.get(i).size() <= LARGEST_SAMPLE) {
        samples.add(items.get(i));
      }
    }
    return samples;
  }

  /** By bytes where all sizes are known, else by count. */
  private Duration time(List<PlanItem> items, List<PlanItem> samples, List<Outcome> outcomes) {
    if (outcomes.isEmpty()) {
      return null;
    }
    double spent = outcomes.stream().mapToDouble(Outcome::secondsSpent).sum();
    boolean sized = items.stream().allMatch(item -> item.size() >= 0);
    double share =
        sized
            ? (double) bytes(items) / Math.max(1, bytes(samples))
            : (double) items.size() / samples.size();
    double seconds = spent * share / spark.sparkContext().defaultParallelism();
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  private static long bytes(List<PlanItem> items) {
    return items.stream().mapToLong(PlanItem::size).sum();
  }
}
