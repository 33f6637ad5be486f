package org.voxmatrix.phrase;

import java.util.Arrays;
import org.voxmatrix.features.FilterBank;
import org.voxmatrix.features.FrameWindow;
import org.voxmatrix.features.FrontEnd;

/**
 * Mel cepstra c1 to c12 of the speech in a recording (Davis and Mermelstein, Comparison of
 * parametric representations for monosyllabic word recognition, 1980), each with mean 0 and
 * variance 1 over time.
 */
final class Cepstra {

  static final int WIDTH = 12;

  private static final FrontEnd FRONT_END =
      new FrontEnd(16_000, 0.025, 0.015, 24, 150, 3_700, 0.97, FrameWindow.HAMMING, 1e-9);

  /** Between quiet (0) and loud (1) frames, the level that speech begins and ends at. */
  private static final double SPEECH_LEVEL = 0.35;

  private Cepstra() {}

  /** One row per frame from the first to the last one with speech. */
  static double[][] of(float[] samples) {
    double[][] mel = mel(samples);
    double[] levels = Arrays.stream(mel).mapToDouble(Cepstra::mean).toArray();
    double[] sorted = levels.clone();
    Arrays.sort(sorted);
    if (sorted.length == 0) {
      return new double[0][];
    }
    double quiet = sorted[sorted.length / 20];
    double loud = sorted[sorted.length - 1 - sorted.length / 20];
    double threshold = quiet + SPEECH_LEVEL * (loud - quiet);
    int first = 0;
    while (levels[first] < threshold) {
      first++;
    }
    int end = levels.length;
    while (levels[end - 1] < threshold) {
      end--;
    }
    double[][] cepstra = new double[end - first][];
    for (int i = 0; i < cepstra.length; i++) {
      cepstra[i] = cosines(mel[first + i]);
    }
    normalise(cepstra);
    return cepstra;
  }

  private static double[][] mel(float[] samples) {
    FilterBank bank = new FilterBank(FRONT_END);
    int frames = Math.max(0, (samples.length - bank.length()) / bank.shift() + 1);
    float[] values = new float[bank.width()];
    double[][] mel = new double[samples.length < bank.length() ? 0 : frames][bank.width()];
    for (int i = 0; i < mel.length; i++) {
      bank.frame(samples, i * bank.shift(), values, 0);
      for (int bin = 0; bin < values.length; bin++) {
        mel[i][bin] = values[bin];
      }
    }
    return mel;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  private static double[] cosines(double[] mel) {
    double[] cepstrum = new double[WIDTH];
    for (int k = 0; k < WIDTH; k++) {
      for (int bin = 0; bin < mel.length; bin++) {
        cepstrum[k] += mel[bin] * Math.cos(Math.PI * (k + 1) * (bin + 0.5) / mel.length);
      }
    }
    return cepstrum;
  }

  private static void normalise(double[][] cepstra) {
    for (int k = 0; k < WIDTH; k++) {
      double sum = 0;
      double squares = 0;
      for (double[] cepstrum : cepstra) {
        sum += cepstrum[k];
        squares += cepstrum[k] * cepstrum[k];
      }
      double mean = sum / cepstra.length;
      double deviation = Math.sqrt(Math.max(1e-12, squares / cepstra.length - mean * mean));
      for (double[] cepstrum : cepstra) {
        cepstrum[k] = (cepstrum[k] - mean) / deviation;
      }
    }
  }
}
