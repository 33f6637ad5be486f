package org.voxmatrix.jobs.compare;

/** What an invalid voiceprint of a set does. */
public enum BadRows {
  /** Rejects the comparison. */
  REJECT,
  /** Is skipped, and listed in the task's detail. */
  SKIP
}
