package org.voxmatrix.speech;

/** Energies counted in steps of 0.1 dB from -120 dB to +20 dB, so that quantiles need no list. */
final class EnergyHistogram {

  private static final double LOWEST = -120;
  private static final double STEP = 0.1;

  private final long[] counts = new long[1_400];
  private long count;

  void add(double energy) {
    double step = (10 * Math.log10(energy) - LOWEST) / STEP;
    counts[(int) Math.max(0, Math.min(counts.length - 1, step))]++;
    count++;
  }

  long count() {
    return count;
  }

  /** The energy that {@code part} of those added lie below; its step's middle. */
  double quantile(double part) {
    long below = (long) (part * count);
    int step = 0;
    for (long seen = counts[0]; seen <= below && step < counts.length - 1; seen += counts[step]) {
      step++;
    }
    return Math.pow(10, (LOWEST + (step + 0.5) * STEP) / 10);
  }
}
