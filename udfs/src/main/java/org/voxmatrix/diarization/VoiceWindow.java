package org.voxmatrix.diarization;

/**
 * The voice of a piece of speech that is short enough to be of one speaker.
 *
 * @param from its first frame
 * @param to the frame after its last
 * @param anchor whether it shares next to nothing with the anchor before it: speakers are found by
 *     anchors alone, since windows that overlap are alike whoever speaks
 * @param direction of its embedding, the model's mean subtracted: of length 1
 */
@SuppressWarnings("ArrayRecordComponent") // many of them, never compared
public record VoiceWindow(long from, long to, boolean anchor, float[] direction) {

  /**
   * A window.
   *
   * @param embedding as the model's graph gave it
   * @param mean what the model's scoring subtracts
   */
  public static VoiceWindow of(
      long from, long to, boolean anchor, float[] embedding, float[] mean) {
    float[] centred = new float[embedding.length];
    for (int i = 0; i < centred.length; i++) {
      centred[i] = embedding[i] - mean[i];
    }
    return new VoiceWindow(from, to, anchor, Directions.unit(centred));
  }
}
