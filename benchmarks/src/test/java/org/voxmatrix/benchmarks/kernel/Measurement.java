package org.voxmatrix.benchmarks.kernel;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One short run of a benchmark.
 *
 * @param threads each on data of its own
 */
record Measurement(Subject subject, int threads, int dimension, int columns, int rows) {

  /**
   * Runs it in a new JVM and gives 10^9 operations of float arithmetic (for clock: cycles) a
   * second.
   */
  double run() throws RunnerException {
    List<String> jvm = new ArrayList<>(List.of("-Xmx1g", "--add-modules=jdk.incubator.vector"));
    jvm.addAll(subject.options);
    OptionsBuilder builder = new OptionsBuilder();
    builder
        .include("^" + subject.benchmark.replace(".", "\\.") + "$")
        .mode(Mode.Throughput)
        .threads(threads)
        .forks(1)
        .jvmArgs(jvm.toArray(String[]::new))
        .warmupIterations(3)
        .warmupTime(TimeValue.milliseconds(300))
        .measurementIterations(3)
        .measurementTime(TimeValue.milliseconds(300))
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
    if (subject.benchmark.startsWith(BlockProduct.class.getName())) {
      builder
          .param("dimension", Integer.toString(dimension))
          .param("columns", Integer.toString(columns))
          .param("rows", Integer.toString(rows));
    }
    Options options = builder.build();
    return new Runner(options).runSingle().getPrimaryResult().getScore() * work() / 1e9;
  }

  private double work() {
    return switch (subject) {
      case CLOCK -> 1;
      case WIDE_PEAK -> 2.0 * FmaPeak.SPECIES.length();
      case AVX2_PEAK -> 2.0 * Math.min(8, FmaPeak.SPECIES.length());
      default -> 2.0 * dimension * columns * rows;
    };
  }
}
