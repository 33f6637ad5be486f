package org.voxmatrix.jobs.evaluate;

import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.ledger.Run;

/** Trials before they are scored. */
interface TrialSource {

  /** A text that changes when the trials do. */
  String identity();

  /**
   * Scores all trials, and counts their scores.
   *
   * @throws org.voxmatrix.error.RequestException if there are bad voiceprints or labels among them,
   *     or trials of one class only
   */
  ScoredTrials score(JobContext context, Run run);
}
