package org.voxmatrix.score;

/**
 * Multiplies two blocks of vectors in float32. A cell is the inner product of one vector of each,
 * summed in an order that depends on the dimension alone: however sets are cut into blocks, a
 * kernel gives the same scores.
 */
public interface Kernel {

  /** What the log calls it. */
  String name();

  /**
   * Computes {@code tile[i * countA + j] = a_j . b_i}.
   *
   * @param a {@code countA} x {@code dimension} values, one vector after the other
   * @param b {@code countB} x {@code dimension} values
   * @param tile receives {@code countB} x {@code countA} scores, a row for each vector of b
   */
  void multiply(float[] a, int countA, float[] b, int countB, int dimension, float[] tile);

  /** The fastest kernel that this Java runtime can run. */
  static Kernel best() {
    return new PlainKernel();
  }
}
