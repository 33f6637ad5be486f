package org.voxmatrix.diarization;

/** Arithmetic of vectors of length 1. */
final class Directions {

  private Directions() {}

  /** The vector at length 1; of length 0 if it is so. */
  static float[] unit(float[] vector) {
    double length = Math.sqrt(dot(vector, vector));
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length && length > 0; i++) {
      unit[i] = (float) (vector[i] / length);
    }
    return unit;
  }

  /** The inner product: of two directions their cosine. */
  static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  /** Which of some directions is nearest; of several the first. */
  static int nearest(float[] direction, float[][] others) {
    int nearest = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < others.length; i++) {
      double cosine = dot(direction, others[i]);
      if (cosine > most) {
        most = cosine;
        nearest = i;
      }
    }
    return nearest;
  }
}
