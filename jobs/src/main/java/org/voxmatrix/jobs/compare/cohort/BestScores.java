package org.voxmatrix.jobs.compare.cohort;

import java.util.Arrays;
import org.apache.commons.math3.util.KthSelector;

/**
 * The best scores. Twice as many are taken before all but the best are dropped: most scores are
 * lower than what was best until then, and cost one comparison.
 */
final class BestScores implements CohortScores {

  private final int most;
  private final int room;
  private final float[] kept;
  private final int[] sizes;

  /** No score up to this one is among the best. */
  private final float[] floors;

  private final double[] work;
  private final KthSelector selector = new KthSelector();

  BestScores(int members, int most) {
    this.most = most;
    this.room = 2 * most;
    this.kept = new float[Math.multiplyExact(members, room)];
    this.sizes = new int[members];
    this.floors = new float[members];
    Arrays.fill(floors, Float.NEGATIVE_INFINITY);
    this.work = new double[room];
  }

  @Override
  public void add(int member, float[] scores, int from, int to) {
    float floor = floors[member];
    int start = member * room;
    int size = sizes[member];
    for (int i = from; i < to; i++) {
      float score = scores[i];
      if (score > floor) {
        kept[start + size++] = score;
        if (size == room) {
          floor = dropLowest(start);
          size = most;
        }
      }
    }
    floors[member] = floor;
    sizes[member] = size;
  }

  /** Leaves the best of a full list, and gives the least of them. */
  private float dropLowest(int start) {
    for (int i = 0; i < room; i++) {
      work[i] = kept[start + i];
    }
    float least = (float) selector.select(work, null, room - most);
    int size = 0;
    for (int i = 0; i < room; i++) {
      float score = kept[start + i];
      if (score > least) {
        kept[start + size++] = score;
      }
    }
    Arrays.fill(kept, start + size, start + most, least);
    return least;
  }

  @Override
  public Statistics statistics() {
    int[] counts = new int[sizes.length];
    double[] means = new double[sizes.length];
    double[] deviations = new double[sizes.length];
    for (int member = 0; member < sizes.length; member++) {
      int end = member * room + sizes[member];
      int count = Math.min(most, sizes[member]);
      Arrays.sort(kept, member * room, end);
      double first = count == 0 ? Double.NaN : kept[end - 1]; // Equal scores have no deviation.
      double sum = 0;
      for (int i = end - count; i < end; i++) {
        sum += kept[i] - first;
      }
      double mean = first + sum / count;
      double squares = 0;
      for (int i = end - count; i < end; i++) {
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
