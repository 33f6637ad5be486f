package org.voxmatrix.benchmarks.kernel;

import java.util.Random;
import org.apache.commons.math3.linear.BlockRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.voxmatrix.score.Kernel;
import org.voxmatrix.score.KernelChoice;

/**
 * Two sets of 3,840 vectors, cut into blocks as the engine does: an operation is one block of A by
 * one of B, and the next operation takes the next pair.
 */
@State(Scope.Thread)
public class BlockProduct {

  static final int SET = 3840;

  @Param({"192", "256"})
  int dimension;

  @Param("960")
  int columns;

  @Param("192")
  int rows;

  private Kernel kernel;
  private float[] a;
  private float[] b;
  private float[][] packed;
  private float[] tile;
  private RealMatrix doublesA;
  private RealMatrix doublesB;
  private int next;

  @Setup
  public void fill() {
    Random random = new Random(1);
    kernel = KernelChoice.best();
    a = gaussian(random);
    b = gaussian(random);
    packed = new float[SET / columns][];
    for (int i = 0; i < packed.length; i++) {
      packed[i] = kernel.pack(a, i * columns, columns, dimension);
    }
    tile = new float[rows * columns];
    doublesA = matrix(a, columns).transpose();
    doublesB = matrix(b, rows);
  }

  /** The kernel of this JVM. */
  @Benchmark
  public float[] kernel() {
    next = (next + 1) % (packed.length * (SET / rows));
    int block = next / (SET / rows);
    int row = next % (SET / rows) * rows;
    kernel.multiply(packed[block], columns, b, row, rows, dimension, tile);
    return tile;
  }

  /** Three loops. */
  @Benchmark
  public float[] naive() {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        float sum = 0;
        for (int k = 0; k < dimension; k++) {
          sum += a[j * dimension + k] * b[i * dimension + k];
        }
        tile[i * columns + j] = sum;
      }
    }
    return tile;
  }

  /** In float64. */
  @Benchmark
  public RealMatrix commonsMath3() {
    return doublesB.multiply(doublesA);
  }

  private float[] gaussian(Random random) {
    float[] values = new float[SET * dimension];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private RealMatrix matrix(float[] vectors, int count) {
    RealMatrix matrix = new BlockRealMatrix(count, dimension);
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < dimension; k++) {
        matrix.setEntry(i, k, vectors[i * dimension + k]);
      }
    }
    return matrix;
  }
}
