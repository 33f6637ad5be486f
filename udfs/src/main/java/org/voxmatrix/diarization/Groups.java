package org.voxmatrix.diarization;

import java.util.Arrays;

/**
 * Directions in groups, which are dissolved or joined.
 *
 * @param labels the group of each direction, from 0 without a gap
 */
record Groups(float[][] directions, int... labels) {

  private static final int ROUNDS = 3;
  private static final double LEAST_WITHIN = 1e-3;

  int count() {
    return Arrays.stream(labels).max().orElseThrow() + 1;
  }

  int[] sizes() {
    int[] sizes = new int[count()];
    for (int label : labels) {
      sizes[label]++;
    }
    return sizes;
  }

  /** The group of the fewest members; of several the first. */
  int smallest() {
    int[] sizes = sizes();
    int smallest = 0;
    for (int i = 1; i < sizes.length; i++) {
      smallest = sizes[i] < sizes[smallest] ? i : smallest;
    }
    return smallest;
  }

  float[][] centroids() {
    return Arrays.stream(sums()).map(Directions::unit).toArray(float[][]::new);
  }

  private float[][] sums() {
    float[][] sums = new float[count()][directions[0].length];
    for (int i = 0; i < labels.length; i++) {
      for (int d = 0; d < directions[i].length; d++) {
        sums[labels[i]][d] += directions[i][d];
      }
    }
    return sums;
  }

  /** Members go to the group whose centroid is nearest, some times over. */
  Groups settled() {
    Groups settled = this;
    for (int round = 0; round < ROUNDS; round++) {
      settled = settled.near(settled.centroids());
    }
    return settled;
  }

  /** Members of a group go to the nearest of the others. */
  Groups without(int group) {
    float[][] centroids = centroids();
    float[][] others = new float[centroids.length - 1][];
    System.arraycopy(centroids, 0, others, 0, group);
    System.arraycopy(centroids, group + 1, others, group, others.length - group);
    return near(others);
  }

  private Groups near(float[][] centroids) {
    return new Groups(
        directions,
        Numbering.of(
            Arrays.stream(directions)
                .mapToInt(direction -> Directions.nearest(direction, centroids))
                .toArray()));
  }

  /**
   * The two groups that are most alike joined, as long as they are so alike: their mean cosine,
   * against the geometric mean of the mean cosines within each. That is the correlation of what is
   * measured freed of the scatter of measuring (Spearman, <i>The proof and measurement of
   * association between two things</i>, 1904).
   */
  Groups joined(double threshold) {
    float[][] sums = sums();
    int[] sizes = sizes();
    double most = threshold;
    int[] pair = null;
    for (int i = 0; i < sizes.length; i++) {
      for (int j = 0; j < i; j++) {
        double between = Directions.dot(sums[i], sums[j]) / ((double) sizes[i] * sizes[j]);
        double alike = between / Math.sqrt(within(sums[i], sizes[i]) * within(sums[j], sizes[j]));
        if (alike >= most) {
          most = alike;
          pair = new int[] {j, i};
        }
      }
    }
    if (pair == null) {
      return this;
    }
    int[] joined = labels.clone();
    for (int i = 0; i < joined.length; i++) {
      joined[i] = joined[i] == pair[1] ? pair[0] : joined[i];
    }
    return new Groups(directions, Numbering.of(joined)).joined(threshold);
  }

  /** The mean cosine of pairs of a group's members; small where there is none. */
  private static double within(float[] sum, int size) {
    double pairs = size * (size - 1.0);
    return size < 2
        ? LEAST_WITHIN
        : Math.max(LEAST_WITHIN, (Directions.dot(sum, sum) - size) / pairs);
  }
}
