package org.voxmatrix.benchmarks.kernel;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.openjdk.jmh.runner.RunnerException;

/** Prints the vector kernel's rate for blocks of many sizes. */
final class BlockSizes {

  private static final int[] COLUMNS = {192, 384, 960, 1920, 3840};
  private static final int[] ROWS = {48, 96, 192, 384, 960};

  private BlockSizes() {}

  public static void main(String[] arguments) throws RunnerException {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
    int dimension = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 256;
    double[][][] rates = new double[COLUMNS.length][ROWS.length][rounds];
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < COLUMNS.length; i++) {
        for (int j = 0; j < ROWS.length; j++) {
          rates[i][j][round] =
              new Measurement(Subject.WIDE, threads, dimension, COLUMNS[i], ROWS[j]).run();
        }
      }
    }
    System.out.printf("GFLOP/s, %d threads, %d dimensions%n%n| columns |", threads, dimension);
    Arrays.stream(ROWS).forEach(rows -> System.out.printf(" %d rows |", rows));
    System.out.println("\n|---|" + "---|".repeat(ROWS.length));
    for (int i = 0; i < COLUMNS.length; i++) {
      System.out.printf("| %d |", COLUMNS[i]);
      for (double[] values : rates[i]) {
        System.out.printf(" %.1f |", DoubleStream.of(values).sorted().toArray()[rounds / 2]);
      }
      System.out.println();
    }
  }
}
