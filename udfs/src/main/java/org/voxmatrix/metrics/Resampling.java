package org.voxmatrix.metrics;

import java.io.Serializable;
import java.util.SplittableRandom;

/**
 * How far metrics would vary with other speakers. Trials of one speaker resemble each other, so
 * trials as such must not be drawn: speakers are.
 *
 * <p>Of all pairs of recordings, every speaker is in trials with every other one. A speaker that is
 * drawn {@code m} times counts as {@code m} speakers, each with the target trials of its own, and
 * every one of them meets every other speaker: target trials of speaker {@code i} weigh {@code
 * m_i}, non-target trials of {@code i} and {@code j} weigh {@code m_i m_j}. Pairs of two copies of
 * one speaker are no trials: they would be target trials of a kind that the data have not. That is
 * the bootstrap of jointly exchangeable arrays (Davezies, D'Haultfœuille and Guyonvarch, Annals of
 * Statistics 49, 2021), and for the target trials alone the subsets bootstrap (Bolle, Ratha and
 * Pankanti, Computer Vision and Image Understanding 93, 2004). Drawing trials, or rows of the score
 * matrix alone, gives intervals that are too narrow.
 *
 * @param method how
 * @param speakers number of them
 * @param units what is drawn or left out: speakers, or groups of them
 */
public record Resampling(Method method, int speakers, int units) implements Serializable {

  /** Ways to resample. */
  public enum Method {
    /** Speakers are drawn with replacement. */
    BOOTSTRAP,
    /**
     * Each speaker is left out once, with all trials that it is a side of (Arvesen, Annals of
     * Mathematical Statistics 40, 1969); of many speakers, each group of them (Kott, Journal of
     * Official Statistics 17, 2001).
     */
    JACKKNIFE
  }

  /** Draws of the bootstrap. */
  public static final int DRAWS = 1000;

  /** Trials up to which the bootstrap is taken. */
  public static final long MOST_DRAWN_TRIALS = 10_000_000;

  /** Fewer speakers say nothing of how speakers vary. */
  public static final int LEAST_SPEAKERS = 5;

  private static final int MOST_DRAWN_SPEAKERS = 5_000;
  private static final int MOST_GROUPS = 200;

  /** Fixed, so that an evaluation that is made again has the same intervals. */
  private static final long SEED = 20_260_701;

  /** The way for so many trials of so many speakers. */
  public static Resampling of(long trials, int speakers) {
    return trials <= MOST_DRAWN_TRIALS && speakers <= MOST_DRAWN_SPEAKERS
        ? new Resampling(Method.BOOTSTRAP, speakers, speakers)
        : jackknife(speakers);
  }

  /** Each speaker, or group of them, is left out once. */
  public static Resampling jackknife(int speakers) {
    return new Resampling(Method.JACKKNIFE, speakers, Math.min(speakers, MOST_GROUPS));
  }

  /** The unit of a speaker, each from 0. */
  public int unit(int speaker) {
    return (int) ((long) speaker * units / speakers);
  }

  /** How often each speaker is in each draw: {@code [speaker][draw]}. */
  public double[][] draws() {
    double[][] times = new double[units][DRAWS];
    SplittableRandom random = new SplittableRandom(SEED);
    for (int draw = 0; draw < DRAWS; draw++) {
      for (int i = 0; i < units; i++) {
        times[random.nextInt(units)][draw]++;
      }
    }
    return times;
  }
}
