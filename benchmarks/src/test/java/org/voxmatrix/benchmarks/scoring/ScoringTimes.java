package org.voxmatrix.benchmarks.scoring;

import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.jdk.javaapi.CollectionConverters;

/** When tasks that score began and ended. */
final class ScoringTimes extends SparkListener {

  private final Set<Object> stages = new HashSet<>();
  private long first = Long.MAX_VALUE;
  private long last;

  synchronized void reset() {
    stages.clear();
    first = Long.MAX_VALUE;
    last = 0;
  }

  @Override
  public synchronized void onJobStart(SparkListenerJobStart job) {
    Properties properties = job.properties();
    String description =
        properties == null ? null : properties.getProperty("spark.job.description");
    if (description != null && description.startsWith("compare: pairs")) {
      stages.addAll(CollectionConverters.asJava(job.stageIds()));
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
    // Gathering the band takes milliseconds a task; scoring is what the other tasks do.
    if (stages.contains(task.stageId())) {
      first = Math.min(first, task.taskInfo().launchTime());
      last = Math.max(last, task.taskInfo().finishTime());
    }
  }

  /** Seconds between the first and the last. */
  synchronized double seconds() {
    return (last - first) / 1e3;
  }
}
