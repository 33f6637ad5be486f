package org.voxmatrix.features;

/** The mean of frames over time, per value. */
public final class TimeMean {

  private TimeMean() {}

  /** Of {@code count} frames from {@code first}. */
  public static float[] of(FrameRing frames, long first, int count) {
    double[] sums = new double[frames.width()];
    for (long frame = first; frame < first + count; frame++) {
      add(frames.values(), frames.offset(frame), sums);
    }
    return mean(sums, count);
  }

  /** Of {@code count} frames that lie one after the other in {@code values}. */
  public static float[] of(float[] values, int width, int count) {
    double[] sums = new double[width];
    for (int frame = 0; frame < count; frame++) {
      add(values, frame * width, sums);
    }
    return mean(sums, count);
  }

  private static void add(float[] values, int offset, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[offset + i];
    }
  }

  private static float[] mean(double[] sums, int count) {
    float[] mean = new float[sums.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sums[i] / count);
    }
    return mean;
  }
}
