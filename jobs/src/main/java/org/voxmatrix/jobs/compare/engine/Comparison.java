package org.voxmatrix.jobs.compare.engine;

import org.voxmatrix.score.Backend;

/** Two sets, how they are scored, and how their matrix is cut. */
public record Comparison(ComparedSets sets, Backend backend, ComparePlan plan) {

  MemberSet broadcast() {
    return sets.of(plan.broadcastSide());
  }

  /** The set whose blocks stay on the executors. */
  public MemberSet streamed() {
    return sets.of(plan.streamedSide());
  }
}
