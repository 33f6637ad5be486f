package org.voxmatrix.audio.input;

/**
 * What a recording may be at most; beyond it is rejected. Bounds are inclusive.
 *
 * @param maxBytes size of the file
 * @param maxSeconds duration once decoded: a small file can hold days of silence
 * @param maxChannels from 1 to {@value #MOST_CHANNELS}
 * @param minRate lowest sample rate in Hz
 * @param maxRate highest sample rate in Hz
 */
public record AudioLimits(
    long maxBytes, double maxSeconds, int maxChannels, int minRate, int maxRate) {

  /** The resampler takes no more channels than this. */
  static final int MOST_CHANNELS = 64;

  public AudioLimits {
    if (maxBytes < 1 || !(maxSeconds > 0) || minRate < 1 || maxRate < minRate) {
      throw new IllegalArgumentException(
          "maxBytes %d, maxSeconds %s and minRate %d must be positive, maxRate %d at least minRate"
              .formatted(maxBytes, maxSeconds, minRate, maxRate));
    }
    if (maxChannels < 1 || maxChannels > MOST_CHANNELS) {
      throw new IllegalArgumentException(
          "maxChannels %d is not in 1..%d".formatted(maxChannels, MOST_CHANNELS));
    }
  }

  /** Any size, 24 hours, 64 channels, 8 to 192 kHz. */
  public static AudioLimits defaults() {
    return new AudioLimits(Long.MAX_VALUE, 24 * 3600, MOST_CHANNELS, 8_000, 192_000);
  }
}
