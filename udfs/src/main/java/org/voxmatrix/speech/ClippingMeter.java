package org.voxmatrix.speech;

/**
 * Counts samples that were cut off at a largest magnitude: at full scale or, in a recording that
 * was made softer afterwards, below it.
 *
 * <p>Of speech, fewer and fewer samples reach larger magnitudes. Where they were cut off, those
 * that would have been larger are all at one: within half a decibel there are many more than in the
 * half below, and hardly any above, where resampling put some. What codecs with loss make of it is
 * no longer at one magnitude, and is found in part or not at all.
 */
final class ClippingMeter {

  /** A step is a 64th of an octave, a tenth of a decibel or so: what a float's upper bits tell. */
  private static final int STEP_BITS = 6;

  private static final int SHIFT = 23 - STEP_BITS;
  private static final int OCTAVES = 11;
  private static final int STEPS = OCTAVES << STEP_BITS;
  private static final int FIRST = (Float.floatToRawIntBits(2f) >>> SHIFT) - STEPS;

  /** Of what lies at one magnitude. */
  private static final int WIDTH = 5;

  /** How far above it resampling puts samples: 9 % of a step (Gibbs), and what rounds it. */
  private static final int OVERSHOOT = 24;

  private static final double MOST_ABOVE = 0.5;
  private static final int TIMES_BELOW = 2;
  private static final int FEWEST = 10;

  /** Samples by magnitude, ascending; those below a thousandth are not counted. */
  private final long[] counts = new long[STEPS];

  /**
   * @param samples below 2, as readers give them
   */
  void add(float[] samples, int count) {
    for (int i = 0; i < count; i++) {
      int step = (Float.floatToRawIntBits(samples[i]) & Integer.MAX_VALUE) >>> SHIFT;
      if (step >= FIRST) {
        counts[Math.min(step - FIRST, STEPS - 1)]++;
      }
    }
  }

  /** How many samples were cut off. */
  long clipped() {
    int loudest = STEPS - 1;
    while (loudest > 0 && counts[loudest] == 0) {
      loudest--;
    }
    long most = 0;
    for (int top = loudest; top > loudest - OVERSHOOT && top >= 2 * WIDTH; top--) {
      long above = sum(top + 1, loudest + 1);
      long here = sum(top + 1 - WIDTH, top + 1);
      long below = sum(top + 1 - 2 * WIDTH, top + 1 - WIDTH);
      if (here >= FEWEST && here > TIMES_BELOW * below && above <= MOST_ABOVE * here) {
        most = Math.max(most, above + here - below);
      }
    }
    return most;
  }

  private long sum(int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += counts[i];
    }
    return sum;
  }
}
