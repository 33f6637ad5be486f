package org.voxmatrix.recordings;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Spreads items over partitions by bytes, not by count: the largest first, each to the partition
 * with the least so far, so that one long recording keeps a partition for itself.
 */
final class Balance {

  private Balance() {}

  private record Load(int partition, long bytes) {}

  /**
   * @param sizes bytes of each item; unknown ones (negative) count as the mean of the others
   * @return the partition of each item, from 0 to {@code partitions - 1}
   */
  static int[] partitions(long[] sizes, int partitions) {
    long mean =
        Math.round(
            IntStream.range(0, sizes.length)
                .mapToLong(i -> sizes[i])
                .filter(size -> size >= 0)
                .average()
                .orElse(1));
    long[] weights = new long[sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      // Opening a recording costs about as much as working through a few kilobytes of it.
      weights[i] = (sizes[i] < 0 ? mean : sizes[i]) + 4096;
    }
    PriorityQueue<Load> loads =
        new PriorityQueue<>(Comparator.comparingLong(Load::bytes).thenComparing(Load::partition));
    IntStream.range(0, partitions).forEach(p -> loads.add(new Load(p, 0)));
    int[] target = new int[sizes.length];
    IntStream.range(0, sizes.length)
        .boxed()
        .sorted(Comparator.comparingLong((Integer i) -> weights[i]).reversed())
        .forEach(
            i -> {
              Load least = loads.remove();
              target[i] = least.partition();
              loads.add(new Load(least.partition(), least.bytes() + weights[i]));
            });
    return target;
  }
}
