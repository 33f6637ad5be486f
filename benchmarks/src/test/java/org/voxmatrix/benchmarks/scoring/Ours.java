package org.voxmatrix.benchmarks.scoring;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeoutException;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.compare.CompareJob;
import org.voxmatrix.jobs.compare.CompareResult;
import org.voxmatrix.jobs.compare.CompareSettings;
import org.voxmatrix.jobs.compare.engine.Outputs;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.TaskRow;
import org.voxmatrix.session.Sessions;

/** The comparison job itself. */
final class Ours {

  private final Sessions sessions;
  private final Path folder;
  private final ScoringTimes times = new ScoringTimes();

  Ours(Sessions sessions, Path folder) {
    this.sessions = sessions;
    this.folder = folder;
    sessions.spark().sparkContext().addSparkListener(times);
  }

  /**
   * What a run took.
   *
   * @param scoring seconds between the first and the last scoring task
   * @param processor seconds of processor time that those tasks took
   * @param action seconds from the start of the first wave to the commit of the last
   * @param whole seconds of the job, with reading of the sets and all bookkeeping
   */
  record Measured(
      long pairs,
      double scoring,
      double processor,
      double action,
      double whole,
      long hits,
      String runId) {}

  Measured run(int countA, int countB, int dimension, Outputs outputs)
      throws IOException, TimeoutException {
    String a = RandomSets.parquet(sessions.spark(), folder, "a", countA, dimension);
    String b = RandomSets.parquet(sessions.spark(), folder, "b", countB, dimension);
    return run(a, b, (long) countA * countB, outputs);
  }

  /** A set against itself. */
  Measured self(int count, int dimension, Outputs outputs) throws IOException, TimeoutException {
    String a = RandomSets.parquet(sessions.spark(), folder, "a", count, dimension);
    return run(a, a, (long) count * (count - 1) / 2, outputs);
  }

  private Measured run(String a, String b, long pairs, Outputs outputs) throws TimeoutException {
    times.reset();
    long start = System.nanoTime();
    CompareResult result =
        new CompareJob(
                JobContext.of(sessions.spark(), sessions.warehouse()),
                CompareSettings.of(a, b).withRawModel(RandomSets.MODEL).withOutputs(outputs))
            .execute();
    double whole = (System.nanoTime() - start) / 1e9;
    sessions.spark().sparkContext().listenerBus().waitUntilEmpty();
    long committed =
        new Ledger(sessions.warehouse())
            .tasks(result.runId()).stream()
                .filter(task -> task.itemId().startsWith("pairs"))
                .map(TaskRow::finishedAt)
                .max(Comparator.naturalOrder())
                .orElseThrow()
                .toEpochMilli();
    double action = (committed - times.action()) / 1e3;
    return new Measured(
        pairs, times.seconds(), times.processor(), action, whole, result.hits(), result.runId());
  }
}
