package org.voxmatrix.jobs.profiles.audio;

/** What becomes of an enrollment in which several people seem to speak. */
public enum SeveralSpeakers {
  /** It is refused: its voiceprint would be a mixture. */
  REJECT,
  /** It is judged as any other. */
  ALLOW
}
