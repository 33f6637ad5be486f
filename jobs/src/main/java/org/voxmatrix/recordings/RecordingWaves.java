package org.voxmatrix.recordings;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.ledger.Suppressions;
import scala.Tuple2;

/** Works on the recordings of a wave on all executors, evenly by bytes. */
public final class RecordingWaves {

  private static final int PARTITIONS_A_CORE = 4;

  private final JavaSparkContext spark;
  private final Manifest recordings;
  private final long maxBytes;

  /**
   * @param maxBytes of a recording that a manifest holds; {@link RecordingSource} refuses the
   *     others
   */
  public RecordingWaves(SparkSession spark, Manifest recordings, long maxBytes) {
    this.spark = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.recordings = recordings;
    this.maxBytes = maxBytes;
  }

  /** What is done with a recording; it must not throw for what is wrong with one. */
  @FunctionalInterface
  public interface Work<T> extends Serializable {
    T of(PlanItem item, Row row);
  }

  /**
   * What became of each item, in any order.
   *
   * @param refused what becomes of one that is not to be worked on at all
   */
  public <T> List<T> run(
      List<PlanItem> items, BiFunction<PlanItem, RejectedException, T> refused, Work<T> work) {
    List<T> outcomes = new ArrayList<>();
    List<PlanItem> todo = new ArrayList<>();
    for (PlanItem item : items) {
      refusal(item)
          .ifPresentOrElse(
              refusal -> outcomes.add(refused.apply(item, refusal)), () -> todo.add(item));
    }
    if (!todo.isEmpty()) {
      outcomes.addAll(run(todo, work));
    }
    return outcomes;
  }

  private <T> List<T> run(List<PlanItem> items, Work<T> work) {
    int partitions = Math.min(items.size(), spark.defaultParallelism() * PARTITIONS_A_CORE);
    List<String> files = items.stream().map(PlanItem::file).distinct().toList();
    Broadcast<Map<Manifest.Place, Target>> targets = spark.broadcast(targets(items, partitions));
    try {
      return recordings
          .rows(files, maxBytes)
          .filter(row -> targets.value().containsKey(Manifest.place(row)))
          .mapToPair(row -> new Tuple2<>(targets.value().get(Manifest.place(row)), row))
          .partitionBy(new ByTarget(partitions))
          .map(pair -> work.of(pair._1().item(), pair._2()))
          .collect();
    } finally {
      targets.destroy();
    }
  }

  /** The answer to an item that was erased, or whose id an earlier one has. */
  public static Optional<RejectedException> refusal(PlanItem item) {
    if (item.isErased()) {
      return Optional.of(Suppressions.refusal());
    }
    return item.repeated() ? Optional.of(repeated(item)) : Optional.empty();
  }

  private static RejectedException repeated(PlanItem item) {
    return new RejectedException(
        Fault.MANIFEST_DUPLICATE_RECORDING_ID,
        List.of("recording_id"),
        "The recording_id of row %s occurs in an earlier row of the manifest: give each recording its own."
            .formatted(item.rowIndex()));
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
