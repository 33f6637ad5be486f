package org.voxmatrix.benchmarks.scoring;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import org.voxmatrix.compare.Outputs;
import org.voxmatrix.jobs.CompareJob;
import org.voxmatrix.jobs.CompareResult;
import org.voxmatrix.jobs.Sessions;

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
   * @param whole seconds of the job, with reading of the sets
   */
  record Measured(long pairs, double scoring, double whole, long hits, String runId) {

    double scoringRate() {
      return pairs / scoring;
    }

    double wholeRate() {
      return pairs / whole;
    }
  }

  Measured run(int countA, int countB, int dimension, Outputs outputs)
      throws IOException, TimeoutException {
    String a = RandomSets.parquet(sessions.spark(), folder, "a", countA, dimension);
    String b = RandomSets.parquet(sessions.spark(), folder, "b", countB, dimension);
    times.reset();
    long start = System.nanoTime();
    CompareResult result =
        new CompareJob(sessions.spark(), sessions.warehouse())
            .rawModel(RandomSets.MODEL)
            .sets(a, b)
            .outputs(outputs)
            .execute();
    double whole = (System.nanoTime() - start) / 1e9;
    sessions.spark().sparkContext().listenerBus().waitUntilEmpty();
    return new Measured(
        (long) countA * countB, times.seconds(), whole, result.hits(), result.runId());
  }
}
