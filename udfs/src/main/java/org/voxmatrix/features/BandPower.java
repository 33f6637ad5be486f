package org.voxmatrix.features;

/**
 * Mean power of a frame in bands of equal width up to half the sample rate, from the spectrum of
 * the frame less its mean under a Hann window, whose sides are low enough to see 60 dB down. Holds
 * scratch space: one instance per thread.
 */
public final class BandPower implements FrameFeatures {

  /** Of a band, Hz. */
  public static final int WIDTH = 250;

  private final float[] window;
  private final int shift;
  private final int bands;
  private final RealFft fft;
  private final float[] frame;
  private final float[] power;

  /**
   * @param sampleRate Hz
   * @param length samples in a frame
   * @param shift samples from the start of one frame to the start of the next
   */
  public BandPower(int sampleRate, int length, int shift) {
    this.window = FrameWindow.HANNING.weights(length);
    this.shift = shift;
    this.bands = sampleRate / 2 / WIDTH;
    int fftLength = Math.max(8, Integer.highestOneBit(2 * length - 1));
    this.fft = new RealFft(fftLength);
    this.frame = new float[fftLength];
    this.power = new float[fftLength / 2];
  }

  @Override
  public int length() {
    return window.length;
  }

  @Override
  public int shift() {
    return shift;
  }

  @Override
  public int width() {
    return bands;
  }

  @Override
  public void frame(float[] samples, int offset, float[] values, int valuesOffset) {
    double sum = 0;
    for (int i = 0; i < window.length; i++) {
      sum += samples[offset + i];
    }
    float mean = (float) (sum / window.length);
    for (int i = 0; i < window.length; i++) {
      frame[i] = (samples[offset + i] - mean) * window[i];
    }
    fft.power(frame, power);
    for (int band = 0; band < bands; band++) {
      int from = band * power.length / bands;
      int to = (band + 1) * power.length / bands;
      float all = 0;
      for (int i = from; i < to; i++) {
        all += power[i];
      }
      values[valuesOffset + band] = all / (to - from);
    }
  }
}
