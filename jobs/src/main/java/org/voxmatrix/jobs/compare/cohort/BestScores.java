package org.voxmatrix.jobs.compare.cohort;

import java.util.Arrays;

/**
 * The best scores, of equal ones the first. Twice as many are taken before all but the best are
 * dropped: most scores are lower than what was best until then, and cost one comparison.
 */
final class BestScores implements CohortScores {

  /** So many scores are looked at between two questions whether there is room. */
  private static final int LEAST_CHUNK = 64;

  private final int most;
  private final int room;
  private final float[] kept;
  private final int[] sizes;

  /** No score up to this one is among the best. */
  private final float[] floors;

  private final KthLargest kthLargest;

  BestScores(int members, int most) {
    this.most = most;
    this.room = 2 * most + LEAST_CHUNK;
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
      float floor = floors[member];
      int next = start + sizes[member];
      for (; at < end; at++) { // Without a branch: which score is kept cannot be foretold.
        float score = scores[at];
        kept[next] = score;
        next += score > floor ? 1 : 0;
      }
      sizes[member] = next - start;
      if (sizes[member] > room - LEAST_CHUNK) {
        dropLowest(member);
      }
    }
  }

  /** Leaves the best, in the order in which they came. */
  private void dropLowest(int member) {
    int start = member * room;
    int end = start + sizes[member];
    float least = kthLargest.of(kept, start, end, most);
    int ties = most;
    for (int i = start; i < end; i++) {
      ties -= kept[i] > least ? 1 : 0;
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
