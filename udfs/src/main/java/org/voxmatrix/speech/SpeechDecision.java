package org.voxmatrix.speech;

/** What the detector says of one frame. */
public enum SpeechDecision {
  SPEECH,
  NON_SPEECH
}
