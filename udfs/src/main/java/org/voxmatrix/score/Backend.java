package org.voxmatrix.score;

import java.io.Serializable;
import org.voxmatrix.voiceprint.Voiceprint;

/**
 * A way to compare voiceprints, written as an inner product: the score of {@code a} and {@code b}
 * is {@code left(a) . right(b)}, so that one matrix kernel serves every backend.
 */
public interface Backend extends Serializable {

  /** The vector of a voiceprint of set A (the columns). */
  float[] left(Voiceprint a);

  /** The vector of a voiceprint of set B (the rows); as long as the left one. */
  float[] right(Voiceprint b);

  /**
   * The score of one pair in float64 throughout: what a cell of a matrix approximates in float32.
   *
   * @throws org.voxmatrix.error.RejectedException {@code voiceprint.other-model} or {@code
   *     voiceprint.other-dimension} if the two cannot be compared
   */
  double score(Voiceprint a, Voiceprint b);
}
