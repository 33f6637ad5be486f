package org.voxmatrix.benchmarks.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/** Prints how near the kernels come to the processor's peak, in rounds of all of them in turn. */
final class KernelBenchmark {

  private static final int[] DIMENSIONS = {192, 256};
  private static final int[] THREADS = {1, 2};
  private static final int COLUMNS = 960;
  private static final int ROWS = 192;

  private final Map<Measurement, List<Double>> rates = new LinkedHashMap<>();
  private final Map<Measurement, List<Double>> shares = new LinkedHashMap<>();

  public static void main(String[] arguments) throws RunnerException {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    KernelBenchmark benchmark = new KernelBenchmark();
    for (int round = 0; round < rounds; round++) {
      for (int threads : THREADS) {
        for (int dimension : DIMENSIONS) {
          benchmark.round(threads, dimension);
        }
      }
      System.err.println("round " + (round + 1) + " of " + rounds + " done");
    }
    benchmark.print();
  }

  private void round(int threads, int dimension) throws RunnerException {
    Map<Subject, Double> peaks = new LinkedHashMap<>();
    for (Subject subject : Subject.values()) {
      Measurement measurement = new Measurement(subject, threads, dimension, COLUMNS, ROWS);
      double rate = measurement.run();
      peaks.put(subject, rate);
      rates.computeIfAbsent(measurement, any -> new ArrayList<>()).add(rate);
      shares
          .computeIfAbsent(measurement, any -> new ArrayList<>())
          .add(rate / peaks.getOrDefault(subject.peak(), rate));
    }
  }

  private void print() {
    for (int dimension : DIMENSIONS) {
      System.out.printf(
          "%n%d dimensions, blocks of %,d columns by %d rows:%n%n", dimension, COLUMNS, ROWS);
      System.out.println(
          "| | GFLOP/s, 1 thread | of peak | GFLOP/s, 2 threads | of peak |\n|---|---|---|---|---|");
      for (Subject subject : Subject.values()) {
        if (subject != Subject.CLOCK) {
          System.out.printf(
              "| %s | %s | %s |%n",
              subject.label, cells(subject, 1, dimension), cells(subject, 2, dimension));
        }
      }
    }
    System.out.printf(
        "%nClock: %.2f GHz. Multiply-adds of vectors a cycle: %.2f of %d bit, %.2f of 256 bit.%n",
        clock(),
        perCycle(Subject.WIDE_PEAK, FmaPeak.SPECIES.length()),
        FmaPeak.SPECIES.vectorBitSize(),
        perCycle(Subject.AVX2_PEAK, 8));
  }

  private String cells(Subject subject, int threads, int dimension) {
    Measurement measurement = new Measurement(subject, threads, dimension, COLUMNS, ROWS);
    return "%.1f | %s"
        .formatted(
            median(rates.get(measurement)),
            subject.isPeak() ? "" : "%.0f %%".formatted(100 * median(shares.get(measurement))));
  }

  private double clock() {
    return median(rates.get(new Measurement(Subject.CLOCK, 1, DIMENSIONS[0], COLUMNS, ROWS)));
  }

  private double perCycle(Subject peak, int lanes) {
    double rate = median(rates.get(new Measurement(peak, 1, DIMENSIONS[0], COLUMNS, ROWS)));
    return rate / (2 * lanes * clock());
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
