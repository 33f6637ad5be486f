package org.voxmatrix.score;

/**
 * Multiplies blocks of vectors in float32. A cell is the inner product of two vectors and depends
 * on them and their dimension alone, bit for bit: neither on how sets are cut into blocks nor on
 * which of the two vectors is whose. Another kernel may sum in another order, and so differ in the
 * last bits.
 *
 * <p>Kernels hold no state and serve many threads at once.
 */
public interface Kernel {

  /** What the log calls it. */
  String name();

  /**
   * Arranges vectors of set A, which heads the columns, as {@link #multiply} of this kernel likes
   * them.
   *
   * @param vectors {@code dimension} values for each vector, one vector after the other
   * @param from the first vector to take
   * @param count how many to take
   */
  float[] pack(float[] vectors, int from, int count, int dimension);

  /**
   * Computes {@code tile[i * countA + j] = a_j . b_(firstB + i)} for {@code j < countA}, {@code i <
   * countB}.
   *
   * @param packedA what {@link #pack} made of {@code countA} vectors
   * @param b {@code dimension} values for each vector, one vector after the other
   * @param tile receives a row of scores for each vector of b; may be longer
   */
  void multiply(
      float[] packedA, int countA, float[] b, int firstB, int countB, int dimension, float[] tile);

  /**
   * Finds the cells {@code tile[p]}, {@code from <= p < to}, that are at least {@code least}, or at
   * least {@code leastOfColumn[column + p - from]}.
   *
   * @param leastOfColumn null: {@code least} alone counts
   * @param places receives the indexes {@code p}, ascending; room for {@code to - from}
   * @return how many there are
   */
  int select(
      float[] tile, int from, int to, float least, float[] leastOfColumn, int column, int[] places);

  /**
   * The kernel of this JVM: the fastest that runs here, or the one that the system property {@code
   * voxmatrix.kernel} names ({@code auto}, {@code vector} or {@code plain}).
   *
   * @throws org.voxmatrix.error.RequestException {@code request.bad-value} if the property names
   *     none, or one that cannot run here
   */
  static Kernel best() {
    return KernelChoice.ofThisJvm();
  }
}
