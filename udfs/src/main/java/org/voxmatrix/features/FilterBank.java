package org.voxmatrix.features;

/**
 * Log-mel filter bank energies, compatible with Kaldi's {@code compute-fbank-feats} without dither:
 * per frame the mean is removed, then pre-emphasis (the first sample against itself), window, power
 * spectrum at the next power of two, triangular mel filters, natural logarithm with a floor. The
 * mean over time is the caller's to subtract. Holds scratch space: one instance per thread.
 */
public final class FilterBank implements FrameFeatures {

  private final FrontEnd frontEnd;
  private final float[] window;
  private final RealFft fft;
  private final MelBank mel;
  private final float[] frame;
  private final float[] power;

  public FilterBank(FrontEnd frontEnd) {
    this.frontEnd = frontEnd;
    int samples = frontEnd.frameSamples();
    int fftLength = Math.max(8, Integer.highestOneBit(2 * samples - 1));
    window = frontEnd.window().weights(samples);
    fft = new RealFft(fftLength);
    mel = new MelBank(frontEnd, fftLength);
    frame = new float[fftLength];
    power = new float[fftLength / 2];
  }

  @Override
  public int length() {
    return window.length;
  }

  @Override
  public int shift() {
    return frontEnd.shiftSamples();
  }

  @Override
  public int width() {
    return frontEnd.bins();
  }

  @Override
  public void frame(float[] samples, int offset, float[] values, int valuesOffset) {
    taper(samples, offset);
    fft.power(frame, power);
    float floor = (float) frontEnd.energyFloor();
    for (int bin = 0; bin < frontEnd.bins(); bin++) {
      values[valuesOffset + bin] = (float) Math.log(Math.max(floor, mel.energy(bin, power)));
    }
  }

  private void taper(float[] samples, int offset) {
    int length = window.length;
    float mean = (float) (sum(samples, offset, length) / length);
    float emphasis = (float) frontEnd.preEmphasis();
    float first = samples[offset] - mean;
    frame[0] = (first - emphasis * first) * window[0];
    for (int i = 1; i < length; i++) {
      float before = samples[offset + i - 1] - mean;
      frame[i] = (samples[offset + i] - mean - emphasis * before) * window[i];
    }
  }

  /** Four partial sums: a single chain of additions would wait for itself. */
  private static double sum(float[] samples, int offset, int length) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < length; i += 4) {
      a += samples[offset + i];
      b += samples[offset + i + 1];
      c += samples[offset + i + 2];
      d += samples[offset + i + 3];
    }
    for (; i < length; i++) {
      a += samples[offset + i];
    }
    return a + b + (c + d);
  }
}
