package org.voxmatrix.jobs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.tables.PlanItem;
import org.voxmatrix.tables.Suppressions;
import scala.Tuple2;

/** Does the recordings of a wave on all executors, evenly by bytes. */
final class ExtractWaves {

  private static final int PARTITIONS_A_CORE = 4;

  private final JavaSparkContext spark;
  private final Manifest recordings;
  private final ExtractWorker worker;

  ExtractWaves(SparkSession spark, Manifest recordings, ExtractWorker worker) {
    this.spark = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.recordings = recordings;
    this.worker = worker;
  }

  /** An outcome for each item, in order. */
  List<Outcome> outcomes(List<PlanItem> wave) {
    List<Outcome> outcomes = new ArrayList<>();
    List<PlanItem> todo = new ArrayList<>();
    for (PlanItem item : wave) {
      if (item.isErased()) {
        outcomes.add(Outcome.rejected(item, Suppressions.refusal(), 0));
      } else if (item.repeated()) {
        outcomes.add(Outcome.rejected(item, refuseRepeated(item), 0));
      } else {
        todo.add(item);
      }
    }
    if (!todo.isEmpty()) {
      outcomes.addAll(extract(todo));
    }
    outcomes.sort(Comparator.comparingLong(outcome -> outcome.item().position()));
    return outcomes;
  }

  private List<Outcome> extract(List<PlanItem> items) {
    int partitions = Math.min(items.size(), spark.defaultParallelism() * PARTITIONS_A_CORE);
    List<String> files = items.stream().map(PlanItem::file).distinct().toList();
    Broadcast<Map<Manifest.Place, Target>> targets = spark.broadcast(targets(items, partitions));
    ExtractWorker task = worker;
    try {
      return recordings
          .rows(files)
          .filter(row -> targets.value().containsKey(Manifest.place(row)))
          .mapToPair(row -> new Tuple2<>(targets.value().get(Manifest.place(row)), row))
          .partitionBy(new ByTarget(partitions))
          .map(pair -> task.extract(pair._1().item(), pair._2()))
          .collect();
    } finally {
      targets.destroy();
    }
  }

  private static Map<Manifest.Place, Target> targets(List<PlanItem> items, int partitions) {
    int[] partition =
        Balance.partitions(items.stream().mapToLong(PlanItem::size).toArray(), partitions);
    Map<Manifest.Place, Target> targets = new HashMap<>();
    for (int i = 0; i < partition.length; i++) {
      PlanItem item = items.get(i);
      targets.put(new Manifest.Place(item.file(), item.rowIndex()), new Target(partition[i], item));
    }
    return targets;
  }

  private static RejectedException refuseRepeated(PlanItem item) {
    return new RejectedException(
        Fault.MANIFEST_DUPLICATE_RECORDING_ID,
        List.of("recording_id"),
        "recording_id "
            + item.itemId()
            + " stands in the manifest before: give each recording its own.",
        Map.of("recording_id", item.itemId()));
  }

  private record Target(int partition, PlanItem item) implements Serializable {}

  private static final class ByTarget extends Partitioner {

    private static final long serialVersionUID = 1L;

    private final int count;

    ByTarget(int count) {
      this.count = count;
    }

    @Override
    public int numPartitions() {
      return count;
    }

    @Override
    public int getPartition(Object key) {
      return ((Target) key).partition();
    }
  }
}
