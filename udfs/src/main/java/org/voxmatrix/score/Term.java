package org.voxmatrix.score;

/**
 * What one voiceprint adds to its scores beside the inner product: {@code score(a, b) = (a.weight +
 * b.weight) x (left(a) . right(b)) + a.offset + b.offset}. Offsets carry the quadratic terms of
 * PLDA and the bias of a calibration, weights its scale and the deviations of AS-norm.
 */
public record Term(float weight, float offset) {

  /** The score is the inner product itself. */
  public static final Term NONE = new Term(0.5f, 0);
}
