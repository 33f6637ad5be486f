package org.voxmatrix.benchmarks.scoring;

import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.jdk.javaapi.CollectionConverters;

/** When the waves of a comparison began, and when their tasks ran; milliseconds of the clock. */
final class ScoringTimes extends SparkListener {

  private static final long GATHERING = 2;

  private final Set<Object> stages = new HashSet<>();
  private long action = Long.MAX_VALUE;
  private long first = Long.MAX_VALUE;
  private long last;
  private long processor;
  private int jobs;

  synchronized void reset() {
    stages.clear();
    action = Long.MAX_VALUE;
    first = Long.MAX_VALUE;
    last = 0;
    processor = 0;
    jobs = 0;
  }

  @Override
  public synchronized void onJobStart(SparkListenerJobStart job) {
    Properties properties = job.properties();
    String description =
        properties == null ? null : properties.getProperty("spark.job.description");
    if (description == null || !description.startsWith("compare: pairs")) {
      return;
    }
    action = Math.min(action, job.time());
    jobs++;
    // The first job of a band gathers it on the driver, the second scores.
    if (jobs % GATHERING == 0) {
      stages.addAll(CollectionConverters.asJava(job.stageIds()));
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
    if (stages.contains(task.stageId())) {
      first = Math.min(first, task.taskInfo().launchTime());
      last = Math.max(last, task.taskInfo().finishTime());
      processor += task.taskMetrics().executorCpuTime();
    }
  }

  /** When the first wave began. */
  synchronized long action() {
    return action;
  }

  /** Seconds of processor time of the scoring tasks. */
  synchronized double processor() {
    return processor / 1e9;
  }

  /** Seconds between the first and the last scoring task. */
  synchronized double seconds() {
    return (last - first) / 1e3;
  }
}
