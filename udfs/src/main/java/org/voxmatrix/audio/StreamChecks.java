package org.voxmatrix.audio;

import static org.voxmatrix.audio.AudioFault.reject;

import java.util.Map;
import org.voxmatrix.error.Fault;

/** Limits on what a header or a decoder says. */
final class StreamChecks {

  private StreamChecks() {}

  static void channels(int channels, AudioLimits limits) {
    if (channels < 1 || channels > limits.maxChannels()) {
      throw reject(
          Fault.AUDIO_BAD_CHANNEL_COUNT,
          "channels",
          "Channel count is %d, it must be 1 to %d; split the recording or write it again."
              .formatted(channels, limits.maxChannels()),
          Map.of("channels", channels, "limit", limits.maxChannels()));
    }
  }

  static void rate(long rate, AudioLimits limits) {
    if (rate < limits.minRate() || rate > limits.maxRate()) {
      throw reject(
          Fault.AUDIO_BAD_SAMPLE_RATE,
          "sample_rate",
          "Sample rate is %d Hz, it must be %d to %d Hz; resample the recording or write it again."
              .formatted(rate, limits.minRate(), limits.maxRate()),
          Map.of("sample_rate", rate, "lowest", limits.minRate(), "highest", limits.maxRate()));
    }
  }
}
