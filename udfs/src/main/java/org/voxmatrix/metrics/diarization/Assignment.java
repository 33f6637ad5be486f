package org.voxmatrix.metrics.diarization;

import java.util.Arrays;

/**
 * The assignment of rows to columns, each to one at most, whose values have the highest sum: the
 * Hungarian method with potentials (Kuhn 1955, Munkres 1957), in cubic time.
 */
final class Assignment {

  private static final int NONE = -1;

  private Assignment() {}

  /**
   * Assigns.
   *
   * @param values 0 or more, of rows and columns
   * @return the column of each row, or -1
   */
  static int[] of(double[][] values) {
    int rows = values.length;
    int columns = rows == 0 ? 0 : values[0].length;
    int size = Math.max(rows, columns);
    double[] rowPotential = new double[size + 1];
    double[] columnPotential = new double[size + 1];
    int[] rowOf = new int[size + 1];
    for (int row = 1; row <= size; row++) {
      augment(values, row, rowPotential, columnPotential, rowOf);
    }
    int[] assigned = new int[rows];
    Arrays.fill(assigned, NONE);
    for (int column = 1; column <= columns; column++) {
      if (rowOf[column] <= rows) {
        assigned[rowOf[column] - 1] = column - 1;
      }
    }
    return assigned;
  }

  /** Finds the cheapest way to give one more row a column, and takes it. */
  private static void augment(
      double[][] values, int row, double[] rowPotential, double[] columnPotential, int[] rowOf) {
    int size = rowOf.length - 1;
    double[] least = new double[size + 1];
    int[] before = new int[size + 1];
    boolean[] seen = new boolean[size + 1];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    rowOf[0] = row;
    int column = 0;
    do {
      seen[column] = true;
      double step = Double.POSITIVE_INFINITY;
      int next = 0;
      for (int other = 1; other <= size; other++) {
        if (!seen[other]) {
          double cost =
              cost(values, rowOf[column], other)
                  - rowPotential[rowOf[column]]
                  - columnPotential[other];
          if (cost < least[other]) {
            least[other] = cost;
            before[other] = column;
          }
          if (least[other] < step) {
            step = least[other];
            next = other;
          }
        }
      }
      for (int other = 0; other <= size; other++) {
        if (seen[other]) {
          rowPotential[rowOf[other]] += step;
          columnPotential[other] -= step;
        } else {
          least[other] -= step;
        }
      }
      column = next;
    } while (rowOf[column] != 0);
    while (column != 0) {
      rowOf[column] = rowOf[before[column]];
      column = before[column];
    }
  }

  /** Of a square matrix: beyond the values all is worth nothing. */
  private static double cost(double[][] values, int row, int column) {
    return row <= values.length && column <= values[0].length ? -values[row - 1][column - 1] : 0;
  }
}
