package org.voxmatrix.benchmarks.scoring;

import java.io.Serializable;

/** Where made-up voiceprints lie. */
interface SetVectors extends Serializable {

  /** Tells sets of these from others in the names of their files. */
  String name();

  /**
   * Member {@code i} of a set, the same in every run.
   *
   * @param set a number of its own
   */
  float[] vector(long set, long i);
}
