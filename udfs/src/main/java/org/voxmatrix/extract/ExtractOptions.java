package org.voxmatrix.extract;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.Serializable;
import java.util.List;
import org.voxmatrix.audio.input.AudioLimits;
import org.voxmatrix.audio.input.ReadOptions;
import org.voxmatrix.audio.input.WhenTruncated;
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
 * @param truncated what becomes of a recording that is cut off
 * @param audioStream which audio stream of a file with several, from 0; null for the best
 * @param speakers whose voiceprints are made: null for one voiceprint for each channel, {@link
 *     #AUTO} for each speaker that is found, else so many speakers on each channel
 * @param minQuality what a channel must have for a voiceprint
 */
@RecordBuilder
public record ExtractOptions(
    ChannelMode channelMode,
    List<Integer> channels,
    double start,
    double end,
    double maxSpeech,
    SpeechDetection speechDetection,
    WhenTruncated truncated,
    Integer audioStream,
    Integer speakers,
    MinQuality minQuality)
    implements ExtractOptionsBuilder.With, Serializable {

  /** All of every channel, its speech up to 120 s. */
  public static final ExtractOptions DEFAULT =
      new ExtractOptions(
          ChannelMode.SPLIT,
          List.of(),
          0,
          Double.POSITIVE_INFINITY,
          120,
          SpeechDetection.ON,
          WhenTruncated.USE,
          null,
          null,
          MinQuality.NONE);

  /** As many speakers as are found. */
  public static final int AUTO = 0;

  /** Speakers that can be asked for. */
  public static final int MOST_SPEAKERS = 20;

  public ExtractOptions {
    channels = List.copyOf(channels);
    if (!(maxSpeech >= 1 && maxSpeech <= 600)) {
      throw new IllegalArgumentException("max speech is " + maxSpeech + " s, not 1 to 600");
    }
    if (audioStream != null && audioStream < 0) {
      throw new IllegalArgumentException("audio stream is " + audioStream + ", not 0 or more");
    }
    if (speakers != null && (speakers < AUTO || speakers > MOST_SPEAKERS)) {
      throw new IllegalArgumentException(
          "speakers are " + speakers + ", not auto or 1 to " + MOST_SPEAKERS);
    }
    if (!minQuality.isNone() && speechDetection == SpeechDetection.OFF) {
      throw new IllegalArgumentException(
          "--min-quality is for speech, which is not detected with --no-vad: leave one of them out");
    }
  }

  /** How recordings are read within these limits. */
  public ReadOptions reading(AudioLimits limits) {
    return new ReadOptions(limits, truncated, audioStream);
  }

  /** What tells these options from others: a JSON object of what is not the default. */
  public String canonical() {
    return CanonicalForm.of(this, DEFAULT);
  }

  /**
   * What told them apart in plans before {@link #canonical()}: six components, for ever. Options
   * that were not there then are like no former ones.
   */
  public String formerText() {
    if (truncated != DEFAULT.truncated
        || audioStream != null
        || speakers != null
        || !minQuality.isNone()) {
      return canonical();
    }
    return ("ExtractOptions[channelMode=%s, channels=%s, start=%s, end=%s, maxSpeech=%s,"
            + " speechDetection=%s]")
        .formatted(channelMode, channels, start, end, maxSpeech, speechDetection);
  }
}
