package org.voxmatrix.recordings;

/** What becomes of recordings that an earlier run did with the same model and options. */
public enum Repeat {
  SKIP,
  AGAIN
}
