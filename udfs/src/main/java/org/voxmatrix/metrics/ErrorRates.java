package org.voxmatrix.metrics;

/**
 * Both error rates at every threshold: trials of at least the threshold are accepted.
 *
 * <p>Threshold {@code i} is the score at {@code i} of the counts; the last, of index {@link
 * #size()} - 1, accepts no trial. Misses rise with the threshold, false alarms fall.
 */
public final class ErrorRates {

  private final TrialCounts counts;
  private final double[] missed;
  private final double[] accepted;

  private ErrorRates(TrialCounts counts) {
    this.counts = counts;
    int size = counts.size();
    missed = new double[size + 1];
    accepted = new double[size + 1];
    for (int i = 0; i < size; i++) {
      missed[i + 1] = missed[i] + counts.targets(i);
    }
    for (int i = size - 1; i >= 0; i--) {
      accepted[i] = accepted[i + 1] + counts.nonTargets(i);
    }
  }

  public static ErrorRates of(TrialCounts counts) {
    return new ErrorRates(counts);
  }

  /** Number of thresholds that tell trials apart, with the one that accepts none. */
  public int size() {
    return missed.length;
  }

  /** The threshold at a place; infinite where no trial is accepted. */
  public double threshold(int i) {
    return i < counts.size() ? counts.score(i) : Double.POSITIVE_INFINITY;
  }

  /** Share of target trials below the threshold at a place. */
  public double missRate(int i) {
    return missed[i] / counts.targets();
  }

  /** Share of non-target trials at or above the threshold at a place. */
  public double falseAlarmRate(int i) {
    return accepted[i] / counts.nonTargets();
  }

  /** The place of a threshold: that of the lowest score which it accepts. */
  public int at(double threshold) {
    int low = 0;
    int high = counts.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (counts.score(middle) >= threshold) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** The place of the lowest threshold with at most that rate of false alarms. */
  public int atFalseAlarmRate(double rate) {
    int i = 0;
    while (falseAlarmRate(i) > rate) {
      i++;
    }
    return i;
  }

  /** The place of the highest threshold with at most that rate of misses. */
  public int atMissRate(double rate) {
    int i = size() - 1;
    while (missRate(i) > rate) {
      i--;
    }
    return i;
  }

  /**
   * The equal error rate where the straight line between two neighbouring thresholds has as many
   * misses as false alarms.
   */
  public double equalErrorRate() {
    int i = equalErrors();
    return crossing(falseAlarmRate(i - 1), missRate(i - 1), falseAlarmRate(i), missRate(i));
  }

  /** The lowest threshold that has at least as many misses as false alarms, as rates. */
  public double equalErrorThreshold() {
    return threshold(equalErrors());
  }

  private int equalErrors() {
    int i = 1;
    while (missRate(i) < falseAlarmRate(i)) {
      i++;
    }
    return i;
  }

  /** Where a line of which the first point has more false alarms meets the diagonal. */
  static double crossing(double alarms, double misses, double nextAlarms, double nextMisses) {
    double before = misses - alarms;
    double after = nextMisses - nextAlarms;
    return misses + (nextMisses - misses) * -before / (after - before);
  }
}
