package org.voxmatrix.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.voxmatrix.extract.ExtractOptions;
import org.voxmatrix.extract.VoiceprintExtractor;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.RunResult;
import org.voxmatrix.jobs.extract.ExtractJob;
import org.voxmatrix.jobs.extract.ExtractSettings;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.State;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.session.Sessions;

/** The extraction job on Spark, local[2], over many short recordings. */
final class SparkBenchmark {

  private static final int CORES = 2;
  private static final int RECORDINGS = 1_500;
  private static final int WAVES = 10;

  private final Sessions sessions;
  private final Path folder;

  private SparkBenchmark(Sessions sessions, Path folder) {
    this.sessions = sessions;
    this.folder = folder;
  }

  static void print(Path folder) throws IOException {
    System.setProperty("spark.master", "local[" + CORES + "]");
    System.setProperty("spark.ui.enabled", "false");
    System.setProperty("spark.sql.shuffle.partitions", "2");
    System.setProperty("spark.driver.host", "127.0.0.1");
    System.setProperty("spark.driver.bindAddress", "127.0.0.1");
    try (Sessions sessions = Sessions.open(folder.resolve("warehouse"), "benchmark")) {
      SparkBenchmark benchmark = new SparkBenchmark(sessions, folder);
      benchmark.run("warm", RECORDINGS / 5, RECORDINGS);
      double alone = alone();
      System.out.printf(
          "%nThe job on Spark, local[%d], %d recordings of sample-data. The extractor alone, over the"
              + " same files: %.0f s of audio per core-second.%n%n",
          CORES, RECORDINGS, alone);
      System.out.println(
          "| waves | audio s | core s, whole process | audio s per core-second | of the extractor"
              + " alone | cores at work on recordings | wall s |\n|---|---|---|---|---|---|---|");
      System.out.println(benchmark.run("one", RECORDINGS, RECORDINGS).row(alone));
      System.out.println(benchmark.run("many", RECORDINGS, RECORDINGS / WAVES).row(alone));
    }
  }

  /** Seconds of audio per core-second without Spark. */
  private static double alone() throws IOException {
    List<Path> voices = Speech.files();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double audio = 0;
    try (VoiceprintExtractor extractor = new VoiceprintExtractor(ModelBundle.loadDefault())) {
      long start = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < RECORDINGS / 5; i++) {
        FileInput input = new FileInput(voices.get(i % voices.size()));
        audio += extractor.extract(input, ExtractOptions.DEFAULT).audioLength();
      }
      return audio / ((threads.getCurrentThreadCpuTime() - start) / 1e9);
    }
  }

  /**
   * @param audio seconds
   * @param used core-seconds of the whole process: tasks, driver, commits, compiler, collector
   * @param busy share of the cores' time in which they worked on a recording
   * @param wall seconds
   */
  private record Measured(int waves, double audio, double used, double busy, double wall) {

    String row(double alone) {
      return "| %d | %.0f | %.1f | %.0f | %.0f %% | %.1f %% | %.1f |"
          .formatted(
              waves, audio, used, audio / used, 100 * audio / used / alone, 100 * busy, wall);
    }
  }

  private Measured run(String name, int recordings, int waveItems) throws IOException {
    String manifest = manifest(name, recordings);
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long processor = system.getProcessCpuTime();
    RunResult result =
        new ExtractJob(
                JobContext.of(sessions.spark(), sessions.warehouse()),
                ExtractSettings.of(manifest).withWaveItems(waveItems))
            .execute();
    double used = (system.getProcessCpuTime() - processor) / 1e9;
    if (result.summary().count(State.DONE) != recordings) {
      throw new IllegalStateException("Not all were done: " + result.summary());
    }
    double busy =
        new Ledger(sessions.warehouse())
            .tasks(result.runId()).stream().mapToDouble(task -> task.secondsSpent()).sum();
    double wall = result.elapsed().toMillis() / 1e3;
    return new Measured(
        (recordings + waveItems - 1) / waveItems,
        result.summary().audioSeconds(),
        used,
        busy / (CORES * wall),
        wall);
  }

  private String manifest(String name, int recordings) throws IOException {
    List<Path> voices = Speech.files();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < recordings; i++) {
      Path voice = voices.get(i % voices.size());
      rows.add(RowFactory.create(name + "-" + i, voice.toUri().toString()));
    }
    StructType schema =
        new StructType().add("recording_id", DataTypes.StringType).add("uri", DataTypes.StringType);
    String path = folder.resolve("manifest-" + name).toString();
    sessions.spark().createDataFrame(rows, schema).coalesce(1).write().parquet(path);
    return path;
  }
}
