package org.voxmatrix.score;

import java.util.Arrays;

/**
 * A kernel in plain Java whose inner loop the JIT turns into vector instructions: it steps over
 * columns, eight terms at a time, and every array in it has the same index.
 */
final class PlainKernel implements Kernel {

  private static final int UNROLL = 8;

  /** Columns in a panel: eight rows of it and one of sums stay in the L1 cache. */
  private static final int PANEL = 512;

  /** Rows of sums: with their panel they stay in the L2 cache. */
  private static final int ROWS = 256;

  @Override
  public String name() {
    return "plain Java";
  }

  /** Panels one after the other; in a panel, all columns' first values, then all their second. */
  @Override
  public float[] pack(float[] vectors, int from, int count, int dimension) {
    int depth = depth(dimension);
    float[] packed = new float[Math.multiplyExact(count, depth)];
    for (int column = 0; column < count; column += PANEL) {
      int width = Math.min(PANEL, count - column);
      int panel = column * depth;
      for (int j = 0; j < width; j++) {
        int vector = (from + column + j) * dimension;
        for (int k = 0; k < dimension; k++) {
          packed[panel + k * width + j] = vectors[vector + k];
        }
      }
    }
    return packed;
  }

  @Override
  public void multiply(
      float[] packedA, int countA, float[] b, int firstB, int countB, int dimension, float[] tile) {
    int depth = depth(dimension);
    int panelColumns = Math.min(PANEL, countA);
    int panelRows = Math.min(ROWS, countB);
    float[][] columns = new float[depth][panelColumns];
    float[][] rows = new float[panelRows][depth];
    float[][] sums = new float[panelRows][panelColumns];
    for (int column = 0; column < countA; column += PANEL) {
      int width = Math.min(PANEL, countA - column);
      for (int k = 0; k < depth; k++) {
        System.arraycopy(packedA, column * depth + k * width, columns[k], 0, width);
      }
      for (int row = 0; row < countB; row += ROWS) {
        int height = Math.min(ROWS, countB - row);
        for (int i = 0; i < height; i++) {
          System.arraycopy(b, (firstB + row + i) * dimension, rows[i], 0, dimension);
          Arrays.fill(sums[i], 0);
        }
        for (int k = 0; k < depth; k += UNROLL) {
          for (int i = 0; i < height; i++) {
            addEight(rows[i], k, columns, sums[i], width);
          }
        }
        for (int i = 0; i < height; i++) {
          System.arraycopy(sums[i], 0, tile, (row + i) * countA + column, width);
        }
      }
    }
  }

  private static int depth(int dimension) {
    return (dimension + UNROLL - 1) / UNROLL * UNROLL;
  }

  private static void addEight(float[] row, int k, float[][] columns, float[] sums, int width) {
    float r0 = row[k];
    float r1 = row[k + 1];
    float r2 = row[k + 2];
    float r3 = row[k + 3];
    float r4 = row[k + 4];
    float r5 = row[k + 5];
    float r6 = row[k + 6];
    float r7 = row[k + 7];
    float[] c0 = columns[k];
    float[] c1 = columns[k + 1];
    float[] c2 = columns[k + 2];
    float[] c3 = columns[k + 3];
    float[] c4 = columns[k + 4];
    float[] c5 = columns[k + 5];
    float[] c6 = columns[k + 6];
    float[] c7 = columns[k + 7];
    for (int j = 0; j < width; j++) {
      sums[j] +=
          r0 * c0[j]
              + r1 * c1[j]
              + r2 * c2[j]
              + r3 * c3[j]
              + r4 * c4[j]
              + r5 * c5[j]
              + r6 * c6[j]
              + r7 * c7[j];
    }
  }
}
