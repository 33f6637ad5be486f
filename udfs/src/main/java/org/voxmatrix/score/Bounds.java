package org.voxmatrix.score;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Bounds of inner products, cheaper than the products: with an orthonormal basis of some
 * directions, {@code a . b <= prefix(a) . prefix(b) + rest(a) rest(b)}, where a prefix is what a
 * vector has in these directions and a rest the norm of what it has in others (Cauchy-Schwarz).
 * That is an inner product itself, of vectors that have one value more than there are directions.
 * It is near where most of the vectors' length lies in the directions, those in which they vary
 * most.
 */
public final class Bounds implements Serializable {

  private static final long serialVersionUID = 1L;

  /** How far from orthonormal a basis may be. */
  private static final double ORTHONORMAL = 1e-12;

  /** Of a squared norm, more than what rounding in float64 and the basis take off a rest. */
  private static final double SLACK = 1e-11;

  /**
   * A margin for vectors of the full width is more than enough for those that are so much shorter.
   */
  private static final int SHORTER = 8;

  private final int width;
  private final int count;

  /** Row-major by values of a vector, because all directions are added to at once. */
  private final double[] basis;

  /**
   * @param directions orthonormal, each of as many values as a prepared vector has
   * @throws IllegalArgumentException if they are not orthonormal, or too many to be of use
   */
  public Bounds(double[]... directions) {
    count = directions.length;
    width = directions[0].length;
    if (count + SHORTER > width) {
      throw new IllegalArgumentException(count + " directions of " + width + " values");
    }
    basis = new double[width * count];
    for (int d = 0; d < count; d++) {
      for (int other = 0; other <= d; other++) {
        double product = 0;
        for (int k = 0; k < width; k++) {
          product += directions[d][k] * directions[other][k];
        }
        if (!(Math.abs(product - (d == other ? 1 : 0)) <= ORTHONORMAL)) {
          throw new IllegalArgumentException("Directions " + other + " and " + d + ": " + product);
        }
      }
      for (int k = 0; k < width; k++) {
        basis[k * count + d] = directions[d][k];
      }
    }
  }

  /** How many directions there are. */
  public int directions() {
    return count;
  }

  /** Values of a vector whose inner products are bounds. */
  int width() {
    return count + 1;
  }

  /** Prefixes and rests of vectors, one vector after the other. */
  float[] of(float[] vectors) {
    int members = vectors.length / width;
    float[] bounding = new float[Math.multiplyExact(members, count + 1)];
    double[] prefix = new double[count];
    for (int i = 0; i < members; i++) {
      double square = project(vectors, i * width, prefix);
      double squareOfPrefix = 0;
      int start = i * (count + 1);
      for (int d = 0; d < count; d++) {
        squareOfPrefix += prefix[d] * prefix[d];
        bounding[start + d] = (float) prefix[d];
      }
      double rest = Math.sqrt(Math.max(0, square - squareOfPrefix) + SLACK * square);
      bounding[start + count] = Math.nextUp((float) rest);
    }
    return bounding;
  }

  /** Returns the squared norm of the vector. */
  private double project(float[] vectors, int start, double[] prefix) {
    Arrays.fill(prefix, 0);
    double square = 0;
    for (int k = 0; k < width; k++) {
      double value = vectors[start + k];
      square += value * value;
      int row = k * count;
      for (int d = 0; d < count; d++) {
        prefix[d] += value * basis[row + d];
      }
    }
    return square;
  }
}
