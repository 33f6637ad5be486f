package org.voxmatrix.metrics;

import java.io.Serializable;

/**
 * Makes the tallies of the parts of one evaluation.
 *
 * @param boundaries between which trials are counted
 * @param draws how often each speaker is in each draw of a bootstrap; null for a jackknife
 */
public record SpeakerTallies(Resampling resampling, Boundaries boundaries, double[][] draws)
    implements Serializable {

  /** The boundaries; where target trials have no more scores, the replicates are exact. */
  private static final int MOST_BOUNDARIES = 200;

  /**
   * @param targets scores of target trials
   * @param thresholds whose rates are asked for
   */
  public static SpeakerTallies of(Resampling resampling, float[] targets, double[] thresholds) {
    return new SpeakerTallies(
        resampling,
        Boundaries.few(targets, thresholds, MOST_BOUNDARIES),
        resampling.method() == Resampling.Method.BOOTSTRAP ? resampling.draws() : null);
  }

  /** An empty tally. */
  public SpeakerTally make() {
    return draws == null
        ? new JackknifeTally(boundaries, resampling.units())
        : new BootstrapTally(boundaries, draws);
  }
}
