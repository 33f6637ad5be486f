package org.voxmatrix.extract;

import org.voxmatrix.speech.VoiceQuality;

/** The way of one channel's samples to the frames that are embedded. */
interface ChannelStream {

  /** Adds the first {@code count} of {@code samples}. */
  void accept(float[] samples, int count);

  /** Ends the stream. */
  ChannelSpeech finish();

  /**
   * What there was to hear.
   *
   * @param frames to embed
   * @param speechLength seconds; 0 if there was nothing
   * @param snrDb null if it cannot be told
   * @param quality of the audio; null if it cannot be told
   * @param track of its speakers
   */
  record ChannelSpeech(
      KeptFrames frames,
      double speechLength,
      Double snrDb,
      VoiceQuality quality,
      SpeakerTrack track) {}
}
