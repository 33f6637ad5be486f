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
    double[] centred = centre(a);
    double norm = norm(centred);
    float[] unit = new float[centred.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (centred[i] / norm);
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
    double[] x = centre(a);
    double[] y = centre(b);
    return dot(x, y) / (norm(x) * norm(y));
  }

  private double[] centre(Voiceprint voiceprint) {
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
    double[] centred = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      centred[i] = mean.length == 0 ? voiceprint.at(i) : (double) voiceprint.at(i) - mean[i];
    }
    return centred;
  }

  /** Squares of float32 values neither overflow nor underflow in float64, so no scaling. */
  private static double norm(double[] x) {
    double norm = Math.sqrt(dot(x, x));
    if (norm == 0) {
      throw new RejectedException(
          Fault.VOICEPRINT_BAD_VALUE,
          List.of("voiceprint"),
          "The voiceprint equals the model's mean, so it has no direction to compare. Leave it out"
              + " or extract it again.");
    }
    return norm;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
