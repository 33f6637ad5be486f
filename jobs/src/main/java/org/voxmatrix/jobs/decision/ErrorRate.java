package org.voxmatrix.jobs.decision;

import org.voxmatrix.jobs.Within;

/**
 * How often a stranger may be taken for somebody.
 *
 * @param of what the rate is a share of
 * @param rate above 0
 */
public record ErrorRate(Of of, double rate) {

  /** By default: one stranger's recording in a hundred. */
  static final ErrorRate DEFAULT = new ErrorRate(Of.RECORDINGS, 0.01);

  /** A rate at which every second decision is wrong asks for nothing. */
  private static final double MOST = 0.5;

  private static final double LEAST = 1e-12;

  /** What is counted. */
  public enum Of {
    /** Comparisons of a recording with one profile. */
    COMPARISONS("far"),
    /** Recordings, whatever the number of profiles. */
    RECORDINGS("false_alarms"),
    /** Nights; the rate is a number of alerts. */
    NIGHTS("alerts_per_night");

    private final String setting;

    Of(String setting) {
      this.setting = setting;
    }
  }

  /**
   * @throws org.voxmatrix.error.RequestException {@code request.bad-value}
   */
  public ErrorRate {
    Within.check(of.setting, rate, LEAST, of == Of.NIGHTS ? Double.MAX_VALUE : MOST);
  }

  /**
   * The same as a rate of recordings.
   *
   * @param recordings of a usual night; at least one
   */
  public ErrorRate ofRecordings(double recordings) {
    return of == Of.NIGHTS ? new ErrorRate(Of.RECORDINGS, Math.min(MOST, rate / recordings)) : this;
  }

  /**
   * The rate of single comparisons that leads to it. Comparisons of one recording are taken as
   * independent; where they are not, there are fewer false alarms.
   *
   * @param profiles how many each recording is compared with
   */
  double ofComparisons(int profiles) {
    return of == Of.COMPARISONS ? rate : -Math.expm1(Math.log1p(-rate) / profiles);
  }
}
