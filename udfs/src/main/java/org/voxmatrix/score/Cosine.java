package org.voxmatrix.score;

import java.util.List;
import java.util.Map;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;

/**
 * Cosine similarity of voiceprints minus their model's mean: in [-1, 1], higher is more similar.
 *
 * <p>Vectors are prepared in float64 and rounded once; one whose norm is exactly 1 stays as it is.
 */
public final class Cosine implements Backend {

  private static final long serialVersionUID = 1L;

  private final float[] mean;

  private Cosine(float[] mean) {
    this.mean = mean;
  }

  /**
   * @param mean the model's mean, subtracted from each voiceprint; empty for none
   */
  public static Cosine withMean(float... mean) {
    return new Cosine(mean.clone());
  }

  @Override
  public String scoreKind() {
    return "cosine";
  }

  @Override
  public float bound() {
    return 1;
  }

  @Override
  public Term left(float[] embeddings, int member, int dimension, float[] prepared) {
    checkDimension(dimension);
    int start = member * dimension;
    double square = 0;
    for (int i = 0; i < dimension; i++) {
      double x = centred(embeddings, start, i);
      square += x * x;
    }
    double norm = norm(square);
    for (int i = 0; i < dimension; i++) {
      prepared[start + i] = (float) (centred(embeddings, start, i) / norm);
    }
    return Term.NONE;
  }

  @Override
  public Term right(float[] embeddings, int member, int dimension, float[] prepared) {
    return left(embeddings, member, dimension, prepared);
  }

  @Override
  public double score(float[] a, int memberA, float[] b, int memberB, int dimension) {
    checkDimension(dimension);
    int startA = memberA * dimension;
    int startB = memberB * dimension;
    double product = 0;
    double squareA = 0;
    double squareB = 0;
    for (int i = 0; i < dimension; i++) {
      double x = centred(a, startA, i);
      double y = centred(b, startB, i);
      product += x * y;
      squareA += x * x;
      squareB += y * y;
    }
    // Rounding may leave it a little outside.
    return Math.max(-1, Math.min(1, product / (norm(squareA) * norm(squareB))));
  }

  private double centred(float[] embeddings, int start, int i) {
    double x = embeddings[start + i];
    return mean.length == 0 ? x : x - mean[i];
  }

  /** Squares of float32 values neither overflow nor underflow in float64, so no scaling. */
  private static double norm(double square) {
    if (square == 0) {
      throw new RejectedException(
          Fault.VOICEPRINT_BAD_VALUE,
          List.of("voiceprint"),
          "The voiceprint equals the model's mean, so it has no direction to compare. Leave it out"
              + " or extract it again.");
    }
    return Math.sqrt(square);
  }

  private void checkDimension(int dimension) {
    if (mean.length != 0 && mean.length != dimension) {
      throw new RejectedException(
          Fault.VOICEPRINT_OTHER_DIMENSION,
          List.of("voiceprint"),
          "The voiceprint has %s values, the model's mean %s. Score it with its own model."
              .formatted(dimension, mean.length),
          Map.of("dimension", dimension, "expected", mean.length));
    }
  }
}
