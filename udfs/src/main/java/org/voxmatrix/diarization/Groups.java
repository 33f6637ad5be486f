package org.voxmatrix.diarization;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * Directions in groups, which are cut in two as long as their halves differ.
 *
 * @param labels the group of each direction, from 0 without a gap
 */
record Groups(float[][] directions, int... labels) {

  private static final int ROUNDS = 10;

  /** All in one. */
  static Groups one(float[][] directions) {
    return new Groups(directions, new int[directions.length]);
  }

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

  float[][] centroids() {
    float[][] sums = new float[count()][directions[0].length];
    for (int i = 0; i < labels.length; i++) {
      for (int d = 0; d < directions[i].length; d++) {
        sums[labels[i]][d] += directions[i][d];
      }
    }
    return Arrays.stream(sums).map(Directions::unit).toArray(float[][]::new);
  }

  /**
   * Cuts the group whose halves differ most, and lets members go to the nearest centroid; then
   * again, up to {@code most} groups.
   *
   * @param least members of a group
   * @param alike for the size of a group, the likeness of its halves from which it is one voice,
   *     above 0
   * @param surely whether it is cut all the same
   */
  Groups divided(int most, int least, IntToDoubleFunction alike, boolean surely) {
    Groups groups = this;
    while (groups.count() < most) {
      Groups next = groups.cut(least, alike, surely);
      if (next == null) {
        break;
      }
      next = next.settled();
      if (next.count() == groups.count() || Arrays.stream(next.sizes()).min().orElse(0) < least) {
        break;
      }
      groups = next;
    }
    return groups;
  }

  private Groups cut(int least, IntToDoubleFunction alike, boolean surely) {
    Groups cut = null;
    double lowest = surely ? Double.POSITIVE_INFINITY : 1;
    int count = count();
    for (int group = 0; group < count; group++) {
      int[] members = members(group);
      Halves halves =
          members.length < 2 * least
              ? null
              : Halves.of(
                  Arrays.stream(members).mapToObj(i -> directions[i]).toArray(float[][]::new));
      if (halves != null && halves.least() >= least) {
        double likeness = halves.likeness() / alike.applyAsDouble(members.length);
        if (likeness < lowest) {
          lowest = likeness;
          cut = with(members, halves, count);
        }
      }
    }
    return cut;
  }

  private int[] members(int group) {
    int[] members = new int[labels.length];
    int count = 0;
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] == group) {
        members[count++] = i;
      }
    }
    return Arrays.copyOf(members, count);
  }

  private Groups with(int[] members, Halves halves, int label) {
    int[] cut = labels.clone();
    for (int i = 0; i < members.length; i++) {
      cut[members[i]] = halves.second()[i] ? label : cut[members[i]];
    }
    return new Groups(directions, Numbering.of(cut));
  }

  /** Members go to the group whose centroid is nearest, until none moves. */
  private Groups settled() {
    Groups settled = this;
    for (int round = 0; round < ROUNDS; round++) {
      float[][] centroids = settled.centroids();
      int[] nearest =
          Numbering.of(
              Arrays.stream(directions)
                  .mapToInt(direction -> Directions.nearest(direction, centroids))
                  .toArray());
      if (Arrays.equals(nearest, settled.labels)) {
        break;
      }
      settled = new Groups(directions, nearest);
    }
    return settled;
  }
}
