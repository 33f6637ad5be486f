package org.voxmatrix.jobs.compare.engine;

import org.voxmatrix.score.Backend;
import org.voxmatrix.score.Calibration;

/**
 * Two sets, how they are scored, and how their matrix is cut.
 *
 * @param scoreKind what tables call the scores before they are calibrated
 * @param calibration how scores become log-likelihood ratios; null to leave them as they are
 */
public record Comparison(
    ComparedSets sets,
    Backend backend,
    String scoreKind,
    Calibration calibration,
    ComparePlan plan) {

  /** Of scores as they are. */
  public Comparison(ComparedSets sets, Backend backend, ComparePlan plan) {
    this(sets, backend, backend.scoreKind(), null, plan);
  }

  /** What tables call the scores as they are written. */
  String writtenKind() {
    return calibration == null ? scoreKind : Calibration.SCORE_KIND;
  }

  MemberSet broadcast() {
    return sets.of(plan.broadcastSide());
  }

  /** The set whose blocks stay on the executors. */
  public MemberSet streamed() {
    return sets.of(plan.streamedSide());
  }
}
