package org.voxmatrix.features;

import java.util.Arrays;

/** Triangular mel filters over a power spectrum, stored as the few bins that each one covers. */
final class MelBank {

  private final int[] first;
  private final float[][] weights;

  /**
   * @param fftLength length of the transform; the spectrum has half as many values
   */
  MelBank(FrontEnd frontEnd, int fftLength) {
    int bins = frontEnd.bins();
    double low = mel(frontEnd.lowFrequency());
    double step = (mel(frontEnd.highFrequency()) - low) / (bins + 1);
    first = new int[bins];
    weights = new float[bins][];
    float[] filter = new float[fftLength / 2];
    for (int bin = 0; bin < bins; bin++) {
      double left = low + bin * step;
      double centre = left + step;
      double right = centre + step;
      int from = filter.length;
      int to = 0;
      for (int i = 0; i < filter.length; i++) {
        double at = mel((double) i * frontEnd.sampleRate() / fftLength);
        if (at > left && at < right) {
          double weight = at <= centre ? (at - left) / step : (right - at) / step;
          filter[i] = (float) weight;
          from = Math.min(from, i);
          to = i + 1;
        }
      }
      first[bin] = Math.min(from, to);
      weights[bin] = Arrays.copyOfRange(filter, first[bin], to);
    }
  }

  /** Energy of one bin. */
  float energy(int bin, float[] power) {
    float[] filter = weights[bin];
    int offset = first[bin];
    float sum = 0;
    for (int i = 0; i < filter.length; i++) {
      sum += filter[i] * power[offset + i];
    }
    return sum;
  }

  /** The mel scale, 1127 ln(1 + f / 700). */
  private static double mel(double frequency) {
    return 1127 * Math.log1p(frequency / 700);
  }
}
