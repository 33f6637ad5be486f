package org.voxmatrix.jobs.profiles.audio;

import java.io.Serializable;
import org.voxmatrix.jobs.profiles.Refusal;

/**
 * What was heard in an audio. Later fields are null where an earlier one decides already.
 *
 * @param media whether the audio is of the accepted type
 * @param size bytes
 * @param audioLength seconds
 * @param speechLength seconds of speech
 * @param snrDb signal-to-noise ratio in dB
 * @param passPhrase which of the known phrases is said; null if none
 * @param phraseFeatures what other phrases can be compared with, where that is the check
 * @param voiceprint Base64
 * @param unusable why the audio cannot be read or used, where no rule of enrollment says it
 * @param failure what went wrong on our side
 */
@SuppressWarnings("ArrayRecordComponent") // on its way to a table, never compared
public record AudioAnalysis(
    Media media,
    long size,
    Double audioLength,
    Double speechLength,
    Double snrDb,
    String passPhrase,
    byte[] phraseFeatures,
    String voiceprint,
    Refusal unusable,
    String failure)
    implements Serializable {

  /** Whether an audio is WAV PCM. */
  public enum Media {
    ACCEPTED,
    OTHER
  }

  /** Of an audio that is not WAV PCM. */
  public static AudioAnalysis otherMedia(long size) {
    return new AudioAnalysis(Media.OTHER, size, null, null, null, null, null, null, null, null);
  }

  /** Of an audio whose size or length alone decides. */
  public static AudioAnalysis measured(long size, Double audioLength) {
    return new AudioAnalysis(
        Media.ACCEPTED, size, audioLength, null, null, null, null, null, null, null);
  }

  /** Of an audio that cannot be used. */
  public static AudioAnalysis unusable(long size, Double audioLength, Refusal why) {
    return new AudioAnalysis(
        Media.ACCEPTED, size, audioLength, null, null, null, null, null, why, null);
  }

  /** Of an audio that we failed on. */
  public static AudioAnalysis failed(Exception failure) {
    return new AudioAnalysis(
        Media.ACCEPTED, 0, null, null, null, null, null, null, null, failure.toString());
  }
}
