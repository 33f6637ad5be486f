package org.voxmatrix.jobs.compare.cohort;

import java.util.Arrays;

/**
 * The best scores, of equal ones the first. Two or three times as many are taken before most of the
 * others are dropped: most scores are lower than what was best until then, and cost one comparison.
 */
final class BestScores implements CohortScores {

  /** So many scores are looked at between two questions whether there is room. */
  private static final int LEAST_CHUNK = 64;

  /** More than this many beside the best are kept where they are no more than these. */
  private static final int MOST_SPARE = 1_024;

  /** So many scores tell how high the best are, about. */
  private static final int SAMPLE = 32;

  /** More than the best are kept then, as a sample may be wrong. */
  private static final double SPARE = 1.125;

  private final int most;
  private final int room;
  private final float[] kept;
  private final int[] sizes;

  /** No score up to this one is among the best. */
  private final float[] floors;

  private final float[] sample = new float[SAMPLE];
  private final KthLargest kthLargest;

  BestScores(int members, int most) {
    this.most = most;
    this.room = most + Math.min(2 * most, Math.max(most, MOST_SPARE)) + LEAST_CHUNK;
    this.kept = new float[Math.multiplyExact(members, room)];
    this.sizes = new int[members];
    this.floors = new float[members];
    Arrays.fill(floors, Float.NEGATIVE_INFINITY);
    this.kthLargest = new KthLargest(room);
  }

  @Override
  public void add(int member, float[] scores, int from, int to) {
    int start = member * room;
    int at = from;
    while (at < to) {
      int end = Math.min(to, at + room - sizes[member]);
      sizes[member] = keepAbove(floors[member], scores, at, end, start + sizes[member]) - start;
      at = end;
      if (sizes[member] > room - LEAST_CHUNK) {
        drop(member);
      }
    }
  }

  /** Keeps scores from a place on; returns where the next is to be kept. */
  private int keepAbove(float floor, float[] scores, int from, int to, int place) {
    int next = place;
    for (int i = from; i < to; i++) {
      float score = scores[i];
      kept[next] = score;
      next += isAbove(floor, score);
    }
    return next;
  }

  /**
   * 1 or 0, without a branch, as which score is kept cannot be foretold: the sign of the
   * difference.
   */
  private static int isAbove(float floor, float score) {
    return Float.floatToRawIntBits(floor - score) >>> 31;
  }

  /** Drops scores that are not among the best, if not all of them, as far as a sample tells. */
  private void drop(int member) {
    int start = member * room;
    int end = start + sizes[member];
    for (int i = 0; i < SAMPLE; i++) {
      sample[i] = kept[start + (end - start) / SAMPLE * i];
    }
    Arrays.sort(sample);
    int rank = (int) (SAMPLE * SPARE * most / (end - start));
    float floor = sample[Math.max(0, SAMPLE - 1 - rank)];
    int above = 0;
    for (int i = start; i < end; i++) {
      above += isAbove(floor, kept[i]);
    }
    if (above >= most && above <= (most + room) / 2) {
      sizes[member] = keepAbove(floor, kept, start, end, start) - start;
      floors[member] = floor;
    } else {
      dropLowest(member);
    }
  }

  /** Leaves the best, in the order in which they came. */
  private void dropLowest(int member) {
    int start = member * room;
    int end = start + sizes[member];
    float least = kthLargest.of(kept, start, end, most);
    int ties = most;
    for (int i = start; i < end; i++) {
      ties -= isAbove(least, kept[i]);
    }
    int next = start;
    for (int i = start; i < end; i++) {
      float score = kept[i];
      boolean tie = score == least;
      kept[next] = score;
      next += score > least || (tie && ties > 0) ? 1 : 0;
      ties -= tie ? 1 : 0;
    }
    floors[member] = least;
    sizes[member] = most;
  }

  @Override
  public Statistics statistics() {
    int[] counts = new int[sizes.length];
    double[] means = new double[sizes.length];
    double[] deviations = new double[sizes.length];
    for (int member = 0; member < sizes.length; member++) {
      if (sizes[member] > most) {
        dropLowest(member);
      }
      int start = member * room;
      int count = sizes[member];
      double first = count == 0 ? Double.NaN : kept[start]; // Equal scores have no deviation.
      double sum = 0;
      for (int i = start; i < start + count; i++) {
        sum += kept[i] - first;
      }
      double mean = first + sum / count;
      double squares = 0;
      for (int i = start; i < start + count; i++) {
        double off = kept[i] - mean;
        squares += off * off;
      }
      counts[member] = count;
      means[member] = mean;
      deviations[member] = Math.sqrt(squares / count);
    }
    return new Statistics(counts, means, deviations);
  }
}
