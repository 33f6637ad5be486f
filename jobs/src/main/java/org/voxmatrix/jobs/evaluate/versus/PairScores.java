package org.voxmatrix.jobs.evaluate.versus;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.voxmatrix.error.RequestException;

/** Scores of one system by pair, in arrays: there may be twenty millions. */
final class PairScores {

  private final PairIds ids;
  private long[] keys = new long[16];
  private double[] scores = new double[16];
  private int size;

  PairScores(PairIds ids) {
    this.ids = ids;
  }

  /** Takes a pair of two voiceprints. */
  void take(String a, String b, double score) {
    if (a.equals(b)) {
      return;
    }
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size + size / 2);
      scores = Arrays.copyOf(scores, size + size / 2);
    }
    keys[size] = ids.key(a, b);
    scores[size++] = score;
  }

  /**
   * Orders them by pair.
   *
   * @param option that named the scores, for messages
   * @throws RequestException {@code request.bad-value} if a pair has two scores
   */
  PairScores order(String option) {
    long[] ordered = LongStream.of(keys).limit(size).sorted().distinct().toArray();
    double[] ofOrdered = new double[ordered.length];
    Arrays.fill(ofOrdered, Double.NaN);
    for (int i = 0; i < size; i++) {
      int place = Arrays.binarySearch(ordered, keys[i]);
      if (!Double.isNaN(ofOrdered[place]) && ofOrdered[place] != scores[i]) {
        throw RequestException.badValue(
            option, "The scores have a pair twice, with other scores: leave one of them out.");
      }
      ofOrdered[place] = scores[i];
    }
    keys = ordered;
    scores = ofOrdered;
    size = ordered.length;
    return this;
  }

  int size() {
    return size;
  }

  /** The pair at a place, ascending. */
  long key(int i) {
    return keys[i];
  }

  double score(int i) {
    return scores[i];
  }
}
