package org.voxmatrix.recordings;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.util.LongAccumulator;
import org.voxmatrix.session.Progress;

/** Says every second how many rows of a manifest are read: one small file may have millions. */
final class RowCount implements AutoCloseable {

  private static final long EVERY_MILLIS = 1000;

  private final Progress progress;
  private final long all;
  private final Counter counter;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "voxmatrix-rows");
            thread.setDaemon(true);
            return thread;
          });
  private long told;

  private RowCount(SparkSession spark, Progress progress, long all) {
    this.progress = progress;
    this.all = all;
    this.counter =
        new Counter(UUID.randomUUID().toString(), spark.sparkContext().longAccumulator("rows"));
    Counter.HERE.put(counter.id(), new LongAdder());
    clock.scheduleWithFixedDelay(this::tell, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Brings rows, in a list that may be changed. */
  static List<Row> collect(Dataset<Row> rows, long all, Progress progress) {
    try (RowCount read = new RowCount(rows.sparkSession(), progress, all)) {
      return new ArrayList<>(rows.where(read.counting()).collectAsList());
    }
  }

  /** True of every row, which it counts. */
  private Column counting() {
    Counter own = counter;
    UDF1<Long, Boolean> count = row -> own.add();
    return udf(count, DataTypes.BooleanType).asNondeterministic().apply(col(Manifest.ROW));
  }

  private void tell() {
    long now = counter.value();
    if (now > told) {
      progress.step("%,d of %,d rows read".formatted(now, all));
      told = now;
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    Counter.HERE.remove(counter.id());
  }

  /**
   * Spark tells of a task's count when the task has ended. Those of this process are known at once.
   */
  private record Counter(String id, LongAccumulator ofEnded) implements Serializable {

    private static final Map<String, LongAdder> HERE = new ConcurrentHashMap<>();

    private boolean add() {
      LongAdder here = HERE.get(id);
      if (here == null) {
        ofEnded.add(1);
      } else {
        here.increment();
      }
      return true;
    }

    private long value() {
      return HERE.get(id).sum() + ofEnded.value();
    }
  }
}
