package org.voxmatrix.extract;

/** Whether speech is looked for. */
public enum SpeechDetection {
  /** Only speech is embedded. */
  ON,
  /** All is taken for speech. */
  OFF
}
