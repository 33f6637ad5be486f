package org.voxmatrix.extract;

import java.io.Serializable;
import java.util.List;
import org.voxmatrix.identity.CanonicalForm;

/**
 * What is taken from a recording, and how.
 *
 * @param channelMode a voiceprint per channel, or one for all
 * @param channels the channels used, from 0; empty = all
 * @param start where the range begins, seconds; 0 = at the beginning
 * @param end where it ends, seconds; infinity = with the recording
 * @param maxSpeech speech embedded per voiceprint at most, the first of it, 1 to 600 seconds
 * @param speechDetection whether only speech is embedded
 */
public record ExtractOptions(
    ChannelMode channelMode,
    List<Integer> channels,
    double start,
    double end,
    double maxSpeech,
    SpeechDetection speechDetection)
    implements Serializable {

  /** All of every channel, its speech up to 120 s. */
  public static final ExtractOptions DEFAULT =
      new ExtractOptions(
          ChannelMode.SPLIT, List.of(), 0, Double.POSITIVE_INFINITY, 120, SpeechDetection.ON);

  public ExtractOptions {
    channels = List.copyOf(channels);
    if (!(maxSpeech >= 1 && maxSpeech <= 600)) {
      throw new IllegalArgumentException("max speech is " + maxSpeech + " s, not 1 to 600");
    }
  }

  public ExtractOptions withChannelMode(ChannelMode value) {
    return new ExtractOptions(value, channels, start, end, maxSpeech, speechDetection);
  }

  public ExtractOptions withChannels(List<Integer> value) {
    return new ExtractOptions(channelMode, value, start, end, maxSpeech, speechDetection);
  }

  public ExtractOptions withStart(double seconds) {
    return new ExtractOptions(channelMode, channels, seconds, end, maxSpeech, speechDetection);
  }

  public ExtractOptions withEnd(double seconds) {
    return new ExtractOptions(channelMode, channels, start, seconds, maxSpeech, speechDetection);
  }

  public ExtractOptions withMaxSpeech(double seconds) {
    return new ExtractOptions(channelMode, channels, start, end, seconds, speechDetection);
  }

  public ExtractOptions withSpeechDetection(SpeechDetection value) {
    return new ExtractOptions(channelMode, channels, start, end, maxSpeech, value);
  }

  /** What tells these options from others: a JSON object of what is not the default. */
  public String canonical() {
    return CanonicalForm.of(this, DEFAULT);
  }

  /** What told them apart in plans before {@link #canonical()}: six components, for ever. */
  public String formerText() {
    return ("ExtractOptions[channelMode=%s, channels=%s, start=%s, end=%s, maxSpeech=%s,"
            + " speechDetection=%s]")
        .formatted(channelMode, channels, start, end, maxSpeech, speechDetection);
  }
}
