package org.voxmatrix.jobs.compare;

/** What an invalid voiceprint of a set does. */
public enum BadRows {
  /** Rejects the comparison. */
  REJECT,
  /** Is left out of the comparison, and listed in table {@code set_faults}. */
  SKIP
}
