package org.voxmatrix.extract;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;

/** Checks the part of a recording that is asked for. */
final class Selection {

  /** Ends in manifests are often rounded up. */
  private static final double END_TOLERANCE = 0.1;

  private Selection() {}

  static List<Integer> channels(ExtractOptions options, int channelCount) {
    if (options.channels().isEmpty()) {
      return IntStream.range(0, channelCount).boxed().toList();
    }
    for (int channel : options.channels()) {
      if (channel < 0 || channel >= channelCount) {
        throw new RejectedException(
            Fault.AUDIO_NO_SUCH_CHANNEL,
            List.of("channels", channel),
            "There is no channel %s: the recording has channels 0 to %s."
                .formatted(channel, channelCount - 1),
            Map.of("channel", channel, "channel_count", channelCount));
      }
    }
    return options.channels().stream().distinct().toList();
  }

  static void checkRange(ExtractOptions options) {
    double start = options.start();
    double end = options.end();
    if (!(start >= 0 && start < Double.POSITIVE_INFINITY)) {
      throw range("start", "The time range starts at " + start + " s: give 0 or more.");
    }
    if (!(end > start)) {
      throw range(
          "end",
          "The time range ends at %s s but starts at %s s: give an end after its start."
              .formatted(end, start));
    }
  }

  /**
   * @param audioEnd where the recording ended, seconds
   */
  static void checkEnd(ExtractOptions options, double audioEnd) {
    if (options.start() > 0 && audioEnd <= options.start()) {
      throw range(
          "start",
          "The time range starts at %s s, where the recording ends: give an earlier start."
              .formatted(options.start()));
    }
    double end = options.end();
    if (end < Double.POSITIVE_INFINITY && end > audioEnd + END_TOLERANCE) {
      throw range(
          "end",
          "The time range ends at %s s but the recording at %s s: give an earlier end."
              .formatted(end, audioEnd));
    }
  }

  private static RejectedException range(String field, String message) {
    return new RejectedException(Fault.AUDIO_BAD_TIME_RANGE, List.of("audio", field), message);
  }
}
