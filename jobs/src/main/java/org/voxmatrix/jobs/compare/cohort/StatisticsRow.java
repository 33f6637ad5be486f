package org.voxmatrix.jobs.compare.cohort;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.time.Instant;

/**
 * Statistics of neighbouring members of a set with a cohort.
 *
 * @param statisticsKey of the set, the cohort, and how these were scored: see {@link
 *     KeptStatistics}
 * @param firstMember place of the first of them in the set
 * @param means float64, little-endian, one for each member
 * @param deviations as {@code means}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StatisticsRow(
    String statisticsKey,
    int firstMember,
    int members,
    byte[] means,
    byte[] deviations,
    Instant createdAt) {

  static StatisticsRow of(
      String key, int first, double[] means, double[] deviations, Instant createdAt) {
    return new StatisticsRow(key, first, means.length, bytes(means), bytes(deviations), createdAt);
  }

  /** Puts the values where those of the whole set are. */
  void copyTo(double[] allMeans, double[] allDeviations) {
    doubles(means).get(allMeans, firstMember, members);
    doubles(deviations).get(allDeviations, firstMember, members);
  }

  private static byte[] bytes(double[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(values);
    return bytes.array();
  }

  private static DoubleBuffer doubles(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
  }
}
