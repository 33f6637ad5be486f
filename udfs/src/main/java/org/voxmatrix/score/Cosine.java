package org.voxmatrix.score;

import java.util.List;
import java.util.Map;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.voiceprint.Voiceprint;

/**
 * Cosine similarity of voiceprints less their model's mean: in [-1, 1] up to rounding, higher is
 * more alike.
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
  public float[] left(Voiceprint a) {
    checkDimension(a);
    double square = 0;
    for (int i = 0; i < a.dimension(); i++) {
      double x = centred(a, i);
      square += x * x;
    }
    double norm = norm(square);
    float[] unit = new float[a.dimension()];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (centred(a, i) / norm);
    }
    return unit;
  }

  @Override
  public float[] right(Voiceprint b) {
    return left(b);
  }

  @Override
  public double score(Voiceprint a, Voiceprint b) {
    b.requireComparableTo(a);
    checkDimension(a);
    double product = 0;
    double squareA = 0;
    double squareB = 0;
    for (int i = 0; i < a.dimension(); i++) {
      double x = centred(a, i);
      double y = centred(b, i);
      product += x * y;
      squareA += x * x;
      squareB += y * y;
    }
    return product / (norm(squareA) * norm(squareB));
  }

  private double centred(Voiceprint voiceprint, int i) {
    return mean.length == 0 ? voiceprint.at(i) : (double) voiceprint.at(i) - mean[i];
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

  private void checkDimension(Voiceprint voiceprint) {
    int dimension = voiceprint.dimension();
    if (mean.length != 0 && mean.length != dimension) {
      throw new RejectedException(
          Fault.VOICEPRINT_OTHER_DIMENSION,
          List.of("voiceprint"),
          "The voiceprint has "
              + dimension
              + " values, the model's mean "
              + mean.length
              + ". Score it with its own model.",
          Map.of("dimension", dimension, "expected", mean.length));
    }
  }
}
