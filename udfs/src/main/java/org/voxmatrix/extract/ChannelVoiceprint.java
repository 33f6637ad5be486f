package org.voxmatrix.extract;

import java.util.List;
import org.voxmatrix.speech.VoiceQuality;

/**
 * What one channel gave.
 *
 * @param channelNumber from 0
 * @param embedding as the model's graph gave it, neither centred nor normalised; null if the
 *     channel has no voiceprint, which one of {@link Extraction#notes()} explains
 * @param speechLength seconds of speech in the whole range, also past the cap on what is embedded;
 *     without speech detection the length of the range
 * @param snrDb signal-to-noise ratio, see {@link org.voxmatrix.speech.SnrMeter}; null if it cannot
 *     be told
 * @param quality of the audio; null without speech detection or speech
 * @param speakersEstimated how many speakers there seem to be; null with less than {@link
 *     #LEAST_TO_TELL} seconds of speech
 * @param homogeneity how alike the channel's windows are: the mean cosine of all pairs, 0 to 1;
 *     null as that
 * @param speakers in the order in which they are first heard; none unless they were asked for. The
 *     embedding is then that of the one who speaks most
 */
@SuppressWarnings("ArrayRecordComponent") // a result on its way to the codec, never compared
public record ChannelVoiceprint(
    int channelNumber,
    float[] embedding,
    double speechLength,
    Double snrDb,
    VoiceQuality quality,
    Integer speakersEstimated,
    Double homogeneity,
    List<SpeakerVoiceprint> speakers) {

  /** Seconds of speech in which speakers can be told apart. */
  public static final double LEAST_TO_TELL = 3;

  public ChannelVoiceprint {
    speakers = List.copyOf(speakers);
  }
}
