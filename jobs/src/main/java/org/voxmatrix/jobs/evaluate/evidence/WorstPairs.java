package org.voxmatrix.jobs.evaluate.evidence;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntFunction;

/**
 * The target trials of the lowest scores and the non-target trials of the highest, a few of each.
 * Of equal scores the pair that comes first in the sets is the worse, so that parts add up to the
 * same in any order.
 */
public final class WorstPairs implements Serializable {

  /** Of each kind. */
  public static final int MOST = 1000;

  private static final long serialVersionUID = 1L;

  private record Pair(double score, int a, int b) implements Serializable {}

  private final int most;
  private final PriorityQueue<Pair> misses;
  private final PriorityQueue<Pair> falseAlarms;

  /**
   * @param most of each kind
   */
  public WorstPairs(int most) {
    this.most = most;
    this.misses = new PriorityQueue<>(worst(false).reversed());
    this.falseAlarms = new PriorityQueue<>(worst(true).reversed());
  }

  /** The worst first. */
  private static Comparator<Pair> worst(boolean high) {
    Comparator<Pair> byScore =
        (Comparator<Pair> & Serializable)
            (one, other) ->
                high
                    ? Double.compare(other.score, one.score)
                    : Double.compare(one.score, other.score);
    Comparator<Pair> byPlace =
        (Comparator<Pair> & Serializable)
            (one, other) ->
                one.a == other.a
                    ? Integer.compare(one.b, other.b)
                    : Integer.compare(one.a, other.a);
    return byScore.thenComparing(byPlace);
  }

  /** Whether a non-target trial of that score may be among them. */
  boolean mayBeFalseAlarm(double score) {
    return falseAlarms.size() < most || score >= falseAlarms.peek().score;
  }

  /**
   * Offers a trial.
   *
   * @param a place of one side in its set
   * @param b place of the other
   */
  public void offer(boolean target, double score, int a, int b) {
    offer(target ? misses : falseAlarms, new Pair(score, a, b));
  }

  private void offer(PriorityQueue<Pair> pairs, Pair pair) {
    if (most == 0) {
      return;
    }
    pairs.add(pair);
    if (pairs.size() > most) {
      pairs.poll();
    }
  }

  /** Adds those of another part. */
  WorstPairs add(WorstPairs other) {
    other.misses.forEach(pair -> offer(misses, pair));
    other.falseAlarms.forEach(pair -> offer(falseAlarms, pair));
    return this;
  }

  /** As rows, by the ids of both sides. */
  public List<WorstError> errors(IntFunction<String> idsOfA, IntFunction<String> idsOfB) {
    List<WorstError> errors = new ArrayList<>();
    add(errors, WorstError.Kind.MISS, misses, idsOfA, idsOfB);
    add(errors, WorstError.Kind.FALSE_ALARM, falseAlarms, idsOfA, idsOfB);
    return errors;
  }

  private static void add(
      List<WorstError> errors,
      WorstError.Kind kind,
      PriorityQueue<Pair> pairs,
      IntFunction<String> idsOfA,
      IntFunction<String> idsOfB) {
    int place = 1;
    for (Pair pair : pairs.stream().sorted(pairs.comparator().reversed()).toList()) {
      errors.add(
          new WorstError(kind, place++, pair.score, idsOfA.apply(pair.a), idsOfB.apply(pair.b)));
    }
  }
}
