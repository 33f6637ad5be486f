package org.voxmatrix.diarization;

import java.util.Arrays;

/**
 * Directions cut in two: by the side of their mean on which they lie along their first principal
 * axis, then by the nearer of the two centroids (spherical 2-means), until none moves. Of two
 * voices the first axis leads from one to the other.
 *
 * @param second whether each is of the second half
 * @param likeness the mean cosine of one of the first half and one of the second
 */
@SuppressWarnings("ArrayRecordComponent") // on its way through one extraction, never compared
record Halves(boolean[] second, double likeness) {

  private static final int POWER_ROUNDS = 50;
  private static final int MEANS_ROUNDS = 30;

  /** The halves; null if the directions are all one. */
  static Halves of(float[][] directions) {
    boolean[] second = sides(directions);
    float[][] sums = sums(directions, second);
    for (int round = 0; round < MEANS_ROUNDS && sums != null; round++) {
      boolean[] nearer = nearer(directions, Directions.unit(sums[0]), Directions.unit(sums[1]));
      if (Arrays.equals(nearer, second)) {
        break;
      }
      second = nearer;
      sums = sums(directions, second);
    }
    if (sums == null) {
      return null;
    }
    int size = size(second);
    double pairs = (double) size * (second.length - size);
    return new Halves(second, Directions.dot(sums[0], sums[1]) / pairs);
  }

  /** Members of the smaller half. */
  int least() {
    int size = size(second);
    return Math.min(size, second.length - size);
  }

  private static int size(boolean... second) {
    int size = 0;
    for (boolean one : second) {
      size += one ? 1 : 0;
    }
    return size;
  }

  /** By the power method, from the direction farthest from the mean. */
  private static boolean[] sides(float[][] directions) {
    float[] mean = new float[directions[0].length];
    for (float[] direction : directions) {
      for (int d = 0; d < mean.length; d++) {
        mean[d] += direction[d] / directions.length;
      }
    }
    float[][] centred = new float[directions.length][mean.length];
    float[] axis = mean;
    double farthest = -1;
    for (int i = 0; i < centred.length; i++) {
      for (int d = 0; d < mean.length; d++) {
        centred[i][d] = directions[i][d] - mean[d];
      }
      double distance = Directions.dot(centred[i], centred[i]);
      if (distance > farthest) {
        farthest = distance;
        axis = centred[i];
      }
    }
    for (int round = 0; round < POWER_ROUNDS; round++) {
      float[] next = new float[mean.length];
      float[] unit = Directions.unit(axis);
      for (float[] one : centred) {
        double along = Directions.dot(one, unit);
        for (int d = 0; d < next.length; d++) {
          next[d] += (float) (along * one[d]);
        }
      }
      axis = next;
    }
    boolean[] second = new boolean[centred.length];
    for (int i = 0; i < second.length; i++) {
      second[i] = Directions.dot(centred[i], axis) > 0;
    }
    return second;
  }

  private static boolean[] nearer(float[][] directions, float[] first, float[] other) {
    boolean[] nearer = new boolean[directions.length];
    for (int i = 0; i < nearer.length; i++) {
      nearer[i] = Directions.dot(directions[i], other) > Directions.dot(directions[i], first);
    }
    return nearer;
  }

  /** Of each half; null if one has no members. */
  private static float[][] sums(float[][] directions, boolean... second) {
    int size = size(second);
    if (size == 0 || size == second.length) {
      return null;
    }
    float[][] sums = new float[2][directions[0].length];
    for (int i = 0; i < second.length; i++) {
      float[] sum = sums[second[i] ? 1 : 0];
      for (int d = 0; d < sum.length; d++) {
        sum[d] += directions[i][d];
      }
    }
    return sums;
  }
}
