package org.voxmatrix.phrase;

/** How loud a recording is about each frame of the front end. */
final class FramePowers {

  private static final int SHIFT = SampleSource.RATE / 100;

  /** A window of 25 ms, and two frames before and after it. */
  private static final int REACH = 2 * SHIFT;

  private static final int WINDOW = SampleSource.RATE / 40;

  private FramePowers() {}

  /** Mean square of the samples about each frame; the margins that were added are silent. */
  static double[] of(float[] samples, int frames) {
    double[] sums = new double[samples.length + 1];
    for (int i = 0; i < samples.length; i++) {
      sums[i + 1] = sums[i] + (double) samples[i] * samples[i];
    }
    double[] powers = new double[frames];
    for (int t = 0; t < frames; t++) {
      int start = t * SHIFT - SampleSource.MARGIN - REACH;
      int end = start + WINDOW + 2 * REACH;
      int from = Math.max(0, Math.min(samples.length, start));
      int to = Math.max(from, Math.min(samples.length, end));
      powers[t] = (sums[to] - sums[from]) / (end - start);
    }
    return powers;
  }
}
