package org.voxmatrix.score;

import java.io.Serializable;
import org.voxmatrix.voiceprint.Voiceprint;

/**
 * A way to compare voiceprints, written as an inner product of prepared vectors and a {@link Term}
 * for each voiceprint, so that one matrix kernel serves every backend.
 *
 * <p>Embeddings come as row-major arrays of {@code dimension} values per voiceprint, of which
 * {@code member} is the index.
 */
public interface Backend extends Serializable {

  /** What tables call its scores. */
  String scoreKind();

  /** What no score is further from 0 than. */
  default float bound() {
    return Float.POSITIVE_INFINITY;
  }

  /** Length of the prepared vectors of embeddings of {@code dimension} values. */
  default int width(int dimension) {
    return dimension;
  }

  /**
   * Prepares a voiceprint of set A (the columns).
   *
   * @param prepared row-major, {@link #width} values per voiceprint; receives the vector of {@code
   *     member}
   * @throws org.voxmatrix.error.RejectedException if the embedding cannot be scored
   */
  Term left(float[] embeddings, int member, int dimension, float[] prepared);

  /** Prepares a voiceprint of set B (the rows); otherwise as {@link #left}. */
  Term right(float[] embeddings, int member, int dimension, float[] prepared);

  /**
   * The score of one pair in float64 throughout: what a cell of a matrix approximates in float32,
   * and what decides and ranks hits.
   */
  double score(float[] a, int memberA, float[] b, int memberB, int dimension);

  /**
   * The score of one pair.
   *
   * @throws org.voxmatrix.error.RejectedException {@code voiceprint.other-model} or {@code
   *     voiceprint.other-dimension} if the two cannot be compared
   */
  default double score(Voiceprint a, Voiceprint b) {
    b.requireComparableTo(a);
    return score(a.vector(), 0, b.vector(), 0, a.dimension());
  }

  /**
   * Checks that a voiceprint can be scored on either side.
   *
   * @throws org.voxmatrix.error.RejectedException if not
   */
  default void check(Voiceprint voiceprint) {
    float[] prepared = new float[width(voiceprint.dimension())];
    left(voiceprint.vector(), 0, voiceprint.dimension(), prepared);
    right(voiceprint.vector(), 0, voiceprint.dimension(), prepared);
  }
}
