package org.voxmatrix.model;

import java.util.BitSet;

/**
 * Which frames are speech by their probabilities: those over {@code offset} that are in one piece
 * with one over {@code onset}. A doubtful frame thus counts beside a sure one only: speech keeps
 * its weak ends, and a tone that is likely speech nowhere is none.
 */
public record SpeechThresholds(double onset, double offset) {

  static final double DEFAULT = 0.5;

  public SpeechThresholds {
    if (!(offset > 0 && offset <= onset && onset < 1)) {
      throw new IllegalArgumentException("onset %s, offset %s".formatted(onset, offset));
    }
  }

  /** The frames that are speech, of a window of frames. */
  public BitSet speech(float[] probabilities) {
    BitSet speech = new BitSet(probabilities.length);
    int start = 0;
    boolean sure = false;
    for (int frame = 0; frame < probabilities.length; frame++) {
      if (probabilities[frame] <= offset) {
        start = frame + 1;
        sure = false;
        continue;
      }
      sure |= probabilities[frame] > onset;
      if (sure) {
        speech.set(start, frame + 1);
        start = frame + 1;
      }
    }
    return speech;
  }
}
