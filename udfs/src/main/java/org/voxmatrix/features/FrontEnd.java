package org.voxmatrix.features;

/**
 * Parameters of a log-mel filter bank, named as in Kaldi's {@code compute-fbank-feats}.
 *
 * @param sampleRate samples per second, 8,000 to 48,000
 * @param frameLength seconds, 0.005 to 0.1
 * @param frameShift seconds, at least 0.001 and at most {@code frameLength}
 * @param bins number of mel bins, 4 to 256
 * @param lowFrequency lower edge of the first bin, Hz, 0 or more
 * @param highFrequency upper edge of the last bin, Hz, at most half the sample rate
 * @param preEmphasis coefficient, 0 (none) to below 1
 * @param window taper of a frame
 * @param energyFloor least energy of a bin before the logarithm, above 0
 * @throws IllegalArgumentException naming the value that is out of range
 */
public record FrontEnd(
    int sampleRate,
    double frameLength,
    double frameShift,
    int bins,
    double lowFrequency,
    double highFrequency,
    double preEmphasis,
    FrameWindow window,
    double energyFloor) {

  public FrontEnd {
    check(sampleRate >= 8_000 && sampleRate <= 48_000, "sample_rate", sampleRate, "8000 to 48000");
    check(frameLength >= 0.005 && frameLength <= 0.1, "frame_length", frameLength, "0.005 to 0.1");
    check(
        frameShift >= 0.001 && frameShift <= frameLength,
        "frame_shift",
        frameShift,
        "0.001 to frame_length");
    check(bins >= 4 && bins <= 256, "bins", bins, "4 to 256");
    check(
        highFrequency > 0 && highFrequency <= sampleRate / 2.0,
        "high_frequency",
        highFrequency,
        "above 0 and at most half the sample rate");
    check(
        lowFrequency >= 0 && lowFrequency < highFrequency,
        "low_frequency",
        lowFrequency,
        "0 to below high_frequency");
    check(preEmphasis >= 0 && preEmphasis < 1, "pre_emphasis", preEmphasis, "0 to below 1");
    check(energyFloor > 0 && energyFloor < 1, "energy_floor", energyFloor, "above 0 and below 1");
  }

  /** Samples in a frame. */
  public int frameSamples() {
    return (int) Math.round(frameLength * sampleRate);
  }

  /** Samples from the start of one frame to the start of the next. */
  public int shiftSamples() {
    return (int) Math.round(frameShift * sampleRate);
  }

  /** Whether frames of the two lie at the same samples. */
  public boolean sameFrames(FrontEnd other) {
    return sampleRate == other.sampleRate
        && frameSamples() == other.frameSamples()
        && shiftSamples() == other.shiftSamples();
  }

  private static void check(boolean valid, String field, Number value, String range) {
    if (!valid) {
      throw new IllegalArgumentException(field + " is " + value + ", not " + range);
    }
  }
}
