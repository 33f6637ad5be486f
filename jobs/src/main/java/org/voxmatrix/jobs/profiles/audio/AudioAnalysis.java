package org.voxmatrix.jobs.profiles.audio;

import java.io.Serializable;
import org.voxmatrix.jobs.profiles.Refusal;

/**
 * What is known of a recording. Later fields are null if an earlier one already decides.
 *
 * @param audioLength seconds; null if the recording is not decoded to its end
 * @param speechLength seconds of speech
 * @param snrDb signal-to-noise ratio in dB
 * @param speakers how many there seem to be; null also with too little speech to tell
 * @param passPhrase which of the known phrases is said; null if none
 * @param phraseFeatures what other phrases can be compared with, if that is the check
 * @param voiceprint Base64
 * @param refusal why the recording cannot be used, whatever its profile; null if it can
 */
@SuppressWarnings("ArrayRecordComponent") // on its way to a table, never compared
public record AudioAnalysis(
    Double audioLength,
    Double speechLength,
    Double snrDb,
    Integer speakers,
    String passPhrase,
    byte[] phraseFeatures,
    String voiceprint,
    Refusal refusal)
    implements Serializable {

  /** Of a recording that is not analyzed further than its length in seconds, which may be null. */
  static AudioAnalysis ended(Double audioLength, Refusal refusal) {
    return new AudioAnalysis(audioLength, null, null, null, null, null, null, refusal);
  }

  boolean hasSeveralSpeakers() {
    return speakers != null && speakers > 1;
  }
}
