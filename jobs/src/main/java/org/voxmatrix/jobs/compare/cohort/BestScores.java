package org.voxmatrix.jobs.compare.cohort;

/** The best scores of some members, in any order: a heap for each, the least on top. */
final class BestScores {

  private final int most;
  private final float[] heaps;
  private final int[] sizes;

  BestScores(int members, int most) {
    this.most = most;
    this.heaps = new float[Math.multiplyExact(members, most)];
    this.sizes = new int[members];
  }

  void offer(int member, float score) {
    int start = member * most;
    int size = sizes[member];
    if (size < most) {
      rise(start, size, score);
      sizes[member]++;
    } else if (score > heaps[start]) {
      sink(start, score);
    }
  }

  private void rise(int start, int from, float score) {
    int at = from;
    while (at > 0 && heaps[start + (at - 1) / 2] > score) {
      heaps[start + at] = heaps[start + (at - 1) / 2];
      at = (at - 1) / 2;
    }
    heaps[start + at] = score;
  }

  private void sink(int start, float score) {
    int at = 0;
    while (2 * at + 1 < most) {
      int child = 2 * at + 1;
      if (child + 1 < most && heaps[start + child + 1] < heaps[start + child]) {
        child++;
      }
      if (heaps[start + child] >= score) {
        break;
      }
      heaps[start + at] = heaps[start + child];
      at = child;
    }
    heaps[start + at] = score;
  }

  int size(int member) {
    return sizes[member];
  }

  double mean(int member) {
    double sum = 0;
    for (int i = 0; i < sizes[member]; i++) {
      sum += heaps[member * most + i];
    }
    return sum / sizes[member];
  }

  /** Of the population, as toolkits have it. */
  double deviation(int member) {
    double mean = mean(member);
    double squares = 0;
    for (int i = 0; i < sizes[member]; i++) {
      double off = heaps[member * most + i] - mean;
      squares += off * off;
    }
    return Math.sqrt(squares / sizes[member]);
  }
}
