package org.voxmatrix.audio.input;

/** What becomes of a recording that is cut off. */
public enum WhenTruncated {
  /** What is there is used, with a note. */
  USE,
  /** It is rejected. */
  REJECT
}
