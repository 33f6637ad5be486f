package org.voxmatrix.benchmarks.kernel;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One short run of a benchmark: the best of ten tenths of a second, so that other work on the
 * machine counts little.
 *
 * @param threads each on data of its own
 */
record Measurement(Subject subject, int threads, int dimension, int columns, int rows) {

  private static final String LOG = "benchmarks/target/jmh.log";

  /** Runs it in a new JVM; gives GFLOP/s, for the clock GHz. */
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
        .warmupTime(TimeValue.milliseconds(250))
        .measurementIterations(10)
        .measurementTime(TimeValue.milliseconds(100))
        .shouldFailOnError(true)
        .output(LOG)
        .verbosity(VerboseMode.SILENT);
    if (subject.benchmark.startsWith(BlockProduct.class.getName())) {
      builder
          .param("dimension", Integer.toString(dimension))
          .param("columns", Integer.toString(columns))
          .param("rows", Integer.toString(rows));
    }
    double best =
        new Runner(builder.build())
            .runSingle().getAggregatedResult().getIterationResults().stream()
                .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
                .max()
                .orElseThrow();
    return best * work() / 1e9;
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
