package org.voxmatrix.jobs.link.cluster;

import org.voxmatrix.tables.Word;

/** What two groups of voiceprints score. */
public enum Linkage implements Word {
  /** The mean score of their pairs. */
  AVERAGE,
  /** The lowest score of their pairs. */
  COMPLETE
}
