package org.voxmatrix.audio.input;

import static org.voxmatrix.audio.input.AudioFault.reject;

import java.util.Map;
import org.voxmatrix.error.Fault;

/** Limits on what a header or a decoder says. */
public final class StreamChecks {

  private StreamChecks() {}

  public static void channels(int channels, AudioLimits limits) {
    if (channels < 1 || channels > limits.maxChannels()) {
      throw reject(
          Fault.AUDIO_BAD_CHANNEL_COUNT,
          "channels",
          "Channel count is %d, it must be 1 to %d; split the recording or re-encode it."
              .formatted(channels, limits.maxChannels()),
          Map.of("channels", channels, "limit", limits.maxChannels()));
    }
  }

  public static void rate(long rate, AudioLimits limits) {
    if (rate < limits.minRate() || rate > limits.maxRate()) {
      throw reject(
          Fault.AUDIO_BAD_SAMPLE_RATE,
          "sample_rate",
          "Sample rate is %d Hz, it must be %d to %d Hz; resample the recording or re-encode it."
              .formatted(rate, limits.minRate(), limits.maxRate()),
          Map.of("sample_rate", rate, "lowest", limits.minRate(), "highest", limits.maxRate()));
    }
  }

  public static void duration(long samples, int rate, AudioLimits limits) {
    if (samples > limits.maxSeconds() * rate) {
      throw reject(
          Fault.AUDIO_TOO_LARGE,
          "duration",
          "The recording is longer than the limit of %s s; split it or raise the limit."
              .formatted(limits.maxSeconds()),
          Map.of("limit", limits.maxSeconds()));
    }
  }
}
