package org.voxmatrix.jobs.profiles.audio;

/** How a passphrase is checked. */
public enum PhraseCheck {
  /** The known phrase that is said must be the same each time. */
  RECOGNITION,
  /** A recording must sound like the profile's first one, whatever that says. */
  SIMILARITY
}
