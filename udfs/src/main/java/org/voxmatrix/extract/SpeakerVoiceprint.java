package org.voxmatrix.extract;

import java.util.List;

/**
 * One speaker of a channel.
 *
 * @param number from 0, in the order in which they are first heard
 * @param embedding the mean over windows of this speaker alone, each with the same weight: the
 *     model's mean, and the mean of the directions away from it; null if there is too little speech
 *     for a voiceprint
 * @param speechLength seconds
 * @param segments when the speaker speaks, in order
 */
@SuppressWarnings("ArrayRecordComponent") // a result on its way to the codec, never compared
public record SpeakerVoiceprint(
    int number, float[] embedding, double speechLength, List<Segment> segments) {

  public SpeakerVoiceprint {
    segments = List.copyOf(segments);
  }

  /**
   * A part of the recording.
   *
   * @param start seconds from the recording's start
   * @param end seconds
   */
  public record Segment(double start, double end) {}
}
