package org.voxmatrix.jobs.evaluate;

import java.util.List;
import org.voxmatrix.jobs.evaluate.evidence.WorstError;
import org.voxmatrix.jobs.evaluate.evidence.WorstTrials;
import org.voxmatrix.jobs.evaluate.input.PairClasses;
import org.voxmatrix.jobs.evaluate.metric.Conditions;

/** Takes pairs of ids with their scores, and keeps those that are trials. */
final class PairTrials {

  private final PairClasses classes;
  private final KnownTrials known;
  private final WorstTrials worst;
  private long unknown;

  /**
   * @param worst how many of the worst errors are kept
   */
  PairTrials(PairClasses classes, Conditions conditions, int worst) {
    this.classes = classes;
    this.known = new KnownTrials(conditions);
    this.worst = new WorstTrials(worst);
  }

  /**
   * Takes a pair.
   *
   * @param numbers of its condition, for each property
   */
  void take(String a, String b, double score, int... numbers) {
    Boolean target = classes.take(a, b);
    if (target == null) {
      unknown++;
      return;
    }
    known.add(target, score, classes.speakerOfA(a), classes.speakerOfB(b), numbers);
    worst.offer(target, score, a, b);
  }

  /** A score that is of no trial. */
  void leaveOut() {
    unknown++;
  }

  /** Those that are trials. */
  KnownTrials known() {
    return known;
  }

  /** Trials of a list without a score, and scores that are of none. */
  long missing() {
    return unknown + classes.left();
  }

  /** As many of the worst errors as were asked for. */
  List<WorstError> worst() {
    return worst.errors();
  }
}
