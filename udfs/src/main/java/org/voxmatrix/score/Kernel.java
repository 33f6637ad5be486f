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
   * Arranges vectors of set A, which forms the columns, as {@link #multiply} of this kernel takes
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
   * Scales and moves a row of scores: {@code tile[from + j] = tile[from + j] * (weight +
   * weights[j]) + (offset + offsets[j])}, each operation rounded.
   *
   * @param weights as many as there are columns
   */
  default void addTerms(
      float[] tile, int from, float[] weights, float[] offsets, float weight, float offset) {
    for (int j = 0; j < weights.length; j++) {
      tile[from + j] = tile[from + j] * (weight + weights[j]) + (offset + offsets[j]);
    }
  }

  /**
   * Finds the cells {@code tile[p]}, {@code from <= p < to}, that are at least {@code least}, or at
   * least {@code leastOfColumn[column + p - from]}.
   *
   * @param leastOfColumn null: {@code least} alone counts
   * @param cells receives the indexes {@code p}, ascending, after the {@code found} that it holds;
   *     room for {@code to - from} more
   * @return how many it holds then
   */
  default int select(
      float[] tile,
      int from,
      int to,
      float least,
      float[] leastOfColumn,
      int column,
      int[] cells,
      int found) {
    int count = found;
    for (int p = from; p < to; p++) {
      if (tile[p] >= least
          || (leastOfColumn != null && tile[p] >= leastOfColumn[column + p - from])) {
        cells[count++] = p;
      }
    }
    return count;
  }
}
