package org.voxmatrix.model.preset;

import java.util.function.DoubleUnaryOperator;

/** Triangular mel filters as other projects have them: weights [bins, frequencies], row-major. */
final class MelFilters {

  /** Slaney's scale: linear up to 1000 Hz, then logarithmic. */
  private static final double LINEAR_HZ = 200.0 / 3;

  private static final double LOG_STEP = Math.log(6.4) / 27;

  private MelFilters() {}

  /**
   * Those of {@code librosa.filters.mel} with {@code norm="slaney"}, which NeMo uses: triangles in
   * Hz between points even on Slaney's scale, each with an area of one.
   *
   * @param frequencies of the transform, from 0 to half the rate
   */
  static float[] slaney(int rate, int bins, int frequencies) {
    double most = slaneyMel(rate / 2.0);
    double[] edges = new double[bins + 2];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = slaneyHz(most * i / (bins + 1));
    }
    return triangles(
        bins,
        frequencies,
        rate,
        (bin, hz) -> {
          double left = (hz - edges[bin]) / (edges[bin + 1] - edges[bin]);
          double right = (edges[bin + 2] - hz) / (edges[bin + 2] - edges[bin + 1]);
          return Math.min(left, right) * 2 / (edges[bin + 2] - edges[bin]);
        });
  }

  /**
   * Those of SpeechBrain's {@code Filterbank}: triangles in Hz about points even on the scale 2595
   * log10(1 + f / 700), on both sides as wide as the way from the point before.
   */
  static float[] speechbrain(int rate, int bins, int frequencies) {
    DoubleUnaryOperator mel = hz -> 2595 * Math.log10(1 + hz / 700);
    DoubleUnaryOperator hertz = value -> 700 * (Math.pow(10, value / 2595) - 1);
    double most = mel.applyAsDouble(rate / 2.0);
    double[] edges = new double[bins + 2];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = hertz.applyAsDouble(most * i / (bins + 1));
    }
    return triangles(
        bins,
        frequencies,
        rate,
        (bin, hz) -> 1 - Math.abs(hz - edges[bin + 1]) / (edges[bin + 1] - edges[bin]));
  }

  @FunctionalInterface
  private interface Weight {
    double at(int bin, double hertz);
  }

  private static float[] triangles(int bins, int frequencies, int rate, Weight weight) {
    float[] weights = new float[bins * frequencies];
    for (int bin = 0; bin < bins; bin++) {
      for (int i = 0; i < frequencies; i++) {
        double hertz = rate / 2.0 * i / (frequencies - 1);
        weights[bin * frequencies + i] = (float) Math.max(0, weight.at(bin, hertz));
      }
    }
    return weights;
  }

  private static double slaneyMel(double hertz) {
    return hertz < 1000 ? hertz / LINEAR_HZ : 15 + Math.log(hertz / 1000) / LOG_STEP;
  }

  private static double slaneyHz(double mel) {
    return mel < 15 ? mel * LINEAR_HZ : 1000 * Math.exp((mel - 15) * LOG_STEP);
  }
}
