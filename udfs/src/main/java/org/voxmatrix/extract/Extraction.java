package org.voxmatrix.extract;

import java.util.List;
import org.voxmatrix.error.ErrorDetail;

/**
 * What a recording gave. At least one channel has a voiceprint.
 *
 * @param audioLength seconds of audio read: the whole recording, or the range asked for
 * @param sampleRate of the recording, before resampling
 * @param channelCount of the recording, also if fewer were used
 * @param codec name of the recording's codec
 * @param channels the channels asked for, in that order; one for {@link ChannelMode#MIX}
 * @param notes why a channel has no voiceprint, located at {@code ["channels", number]}; and what
 *     was wrong with a recording that could be read all the same
 */
public record Extraction(
    double audioLength,
    int sampleRate,
    int channelCount,
    String codec,
    List<ChannelVoiceprint> channels,
    List<ErrorDetail> notes) {

  public Extraction {
    channels = List.copyOf(channels);
    notes = List.copyOf(notes);
  }
}
