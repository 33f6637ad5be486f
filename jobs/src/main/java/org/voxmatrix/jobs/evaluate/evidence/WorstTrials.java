package org.voxmatrix.jobs.evaluate.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The target trials of the lowest scores and the non-target trials of the highest, by the ids of
 * their sides; of equal scores the first by ids.
 */
public final class WorstTrials {

  private static final Comparator<WorstError> BY_IDS =
      Comparator.comparing(WorstError::idA).thenComparing(WorstError::idB);
  private static final Comparator<WorstError> BY_SCORE =
      Comparator.comparingDouble(WorstError::score);

  private final int most;
  private final PriorityQueue<WorstError> misses =
      new PriorityQueue<>(BY_SCORE.thenComparing(BY_IDS).reversed());
  private final PriorityQueue<WorstError> falseAlarms =
      new PriorityQueue<>(BY_SCORE.reversed().thenComparing(BY_IDS).reversed());

  /**
   * @param most of each kind
   */
  public WorstTrials(int most) {
    this.most = most;
  }

  /** Offers a trial. */
  public void offer(boolean target, double score, String idA, String idB) {
    if (most == 0) {
      return;
    }
    PriorityQueue<WorstError> queue = target ? misses : falseAlarms;
    if (queue.size() == most) {
      double least = queue.peek().score();
      if (target ? score > least : score < least) {
        return;
      }
    }
    WorstError trial =
        new WorstError(
            target ? WorstError.Kind.MISS : WorstError.Kind.FALSE_ALARM, 0, score, idA, idB);
    queue.add(trial);
    if (queue.size() > most) {
      queue.poll();
    }
  }

  /** The worst first, misses before false alarms. */
  public List<WorstError> errors() {
    List<WorstError> errors = new ArrayList<>();
    for (PriorityQueue<WorstError> queue : List.of(misses, falseAlarms)) {
      int place = 1;
      for (WorstError one : queue.stream().sorted(queue.comparator().reversed()).toList()) {
        errors.add(new WorstError(one.kind(), place++, one.score(), one.idA(), one.idB()));
      }
    }
    return errors;
  }
}
