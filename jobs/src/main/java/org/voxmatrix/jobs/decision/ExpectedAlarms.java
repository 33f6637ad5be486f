package org.voxmatrix.jobs.decision;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.voxmatrix.metrics.ImpostorTail;
import org.voxmatrix.score.Backend;

/**
 * How many strangers' recordings are taken for somebody at a threshold.
 *
 * @param rate share of recordings
 * @param low of an interval of 95 %, by bootstrap over the cohort and the profiles: of what is
 *     counted there, and of the line through its quantiles
 * @param high of that interval, which counts the recordings that were left out of the cohort, too:
 *     nobody knows that they are of those enrolled
 * @param counted share of the cohort's recordings that reach the threshold
 * @param leftOut recordings left out of the cohort that reach it
 */
public record ExpectedAlarms(double rate, double low, double high, double counted, long leftOut) {

  private static final int RESAMPLES = 400;

  /** Scores that one resample has at most. */
  private static final int SCORES = 50_000;

  /**
   * Looks at the scores of strangers.
   *
   * @param gallery with which each recording is compared
   */
  public static ExpectedAlarms of(
      Strangers strangers, Backend backend, List<float[]> gallery, double threshold) {
    int profiles = gallery.size();
    long leftOut = strangers.leftOut(backend, gallery, threshold);
    int all = strangers.cohort().size() + strangers.leftOut().size();
    List<double[]> scores = strangers.scores();
    int voices = strangers.cohort().size();
    double[] best = new double[voices];
    Arrays.fill(best, Double.NEGATIVE_INFINITY);
    for (double[] row : scores) {
      for (int i = 0; i < voices; i++) {
        best[i] = Math.max(best[i], row[i]);
      }
    }
    Random random = new Random(1);
    double[] lows = new double[RESAMPLES];
    double[] highs = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      int[] chosen = random.ints(voices, 0, voices).toArray();
      double counted =
          Arrays.stream(chosen).filter(voice -> best[voice] >= threshold).count() / (double) voices;
      double line = ofRecordings(tail(scores, chosen, random).rate(threshold), profiles);
      double most = (counted * voices + chosen(random, leftOut, all)) / all;
      // Three errors at most where none was seen: what 95 % confidence leaves open.
      lows[i] = Math.min(counted, line);
      highs[i] = Math.max(most == 0 ? Math.min(line, 3.0 / voices) : most, line);
    }
    Arrays.sort(lows);
    Arrays.sort(highs);
    return new ExpectedAlarms(
        ofRecordings(strangers.tail().rate(threshold), profiles),
        lows[RESAMPLES / 40],
        highs[RESAMPLES - 1 - RESAMPLES / 40],
        Arrays.stream(best).filter(score -> score >= threshold).count() / (double) voices,
        leftOut);
  }

  /** How many of some recordings a sample of all has. */
  private static long chosen(Random random, long some, int all) {
    return some == 0 ? 0 : random.ints(all, 0, all).filter(i -> i < some).count();
  }

  private static ImpostorTail tail(List<double[]> scores, int[] voices, Random random) {
    int rows = Math.max(1, Math.min(scores.size(), SCORES / voices.length));
    double[] sample = new double[rows * voices.length];
    for (int i = 0; i < rows; i++) {
      double[] row = scores.get(random.nextInt(scores.size()));
      for (int k = 0; k < voices.length; k++) {
        sample[i * voices.length + k] = row[voices[k]];
      }
    }
    return ImpostorTail.of(sample);
  }

  private static double ofRecordings(double rate, int profiles) {
    return -Math.expm1(profiles * Math.log1p(-rate));
  }
}
