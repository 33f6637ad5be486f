package org.voxmatrix.jobs.profiles.audio;

/** What becomes of a recording that is a copy of one that is enrolled in the profile already. */
public enum Copies {
  /** It is no further enrollment, and no proof of anybody's presence. */
  REJECT,
  /** It is judged as any other, and said to be a copy. */
  ALLOW
}
