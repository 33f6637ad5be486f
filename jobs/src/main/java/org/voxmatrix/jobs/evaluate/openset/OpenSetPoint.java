package org.voxmatrix.jobs.evaluate.openset;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.voxmatrix.metrics.OpenSet;
import org.voxmatrix.tables.Word;

/**
 * Error rates of identification in a gallery of one size, a row of table {@code open_set_points}.
 *
 * @param gallery people in it
 * @param parameter the rate, threshold or rank that was asked for
 * @param threshold null for the rank alone, or one above all scores
 * @param falsePositiveRate strangers' probes that are taken for somebody; null for the rank alone
 * @param falseNegativeRate probes of people in the gallery that are not identified, or not found
 *     among the best; null without such probes
 * @param leftOut whether strangers are people of the gallery who were left out of it for their own
 *     probes
 */
@JsonNaming(SnakeCaseStrategy.class)
public record OpenSetPoint(
    int gallery,
    Kind kind,
    double parameter,
    Double threshold,
    Double falsePositiveRate,
    Double falseNegativeRate,
    @JsonIgnore int people,
    @JsonIgnore int known,
    @JsonIgnore int strangers,
    @JsonIgnore boolean leftOut,
    @JsonIgnore Instant evaluatedAt) {

  /** Whose threshold is stated if none is given. */
  private static final double USUAL_RATE = 0.01;

  private static final int[] RANKS = {1, 5, 10, 20};

  /** What a point is for. */
  public enum Kind implements Word {
    /** The lowest threshold with a rate of false positives at most. */
    FALSE_POSITIVE_RATE,
    /** A threshold as it was given, or one for all galleries. */
    THRESHOLD,
    /** Whether a person is among so many of the best, whatever the score. */
    RANK
  }

  static List<OpenSetPoint> of(OpenSetTrials trials, OpenSetSettings settings) {
    Instant now = Instant.now();
    List<OpenSetPoint> points = new ArrayList<>();
    List<Integer> galleries = trials.galleries(settings.galleries());
    List<Double> thresholds = thresholds(trials, settings, galleries);
    for (int gallery : galleries) {
      for (double rate : settings.falsePositiveRates()) {
        double threshold = trials.rates().threshold(gallery, rate);
        points.add(at(trials, gallery, Kind.FALSE_POSITIVE_RATE, rate, threshold, now));
      }
      for (double threshold : thresholds) {
        points.add(at(trials, gallery, Kind.THRESHOLD, threshold, threshold, now));
      }
      for (int rank : RANKS) {
        if (rank < gallery) {
          double missed = trials.rates().falseNegatives(gallery, rank, Double.NEGATIVE_INFINITY);
          points.add(of(trials, gallery, Kind.RANK, rank, null, null, number(missed), now));
        }
      }
    }
    return points;
  }

  /**
   * Those that were given; else that of one rate in the smallest gallery, which has to be seen
   * grow.
   */
  private static List<Double> thresholds(
      OpenSetTrials trials, OpenSetSettings settings, List<Integer> galleries) {
    if (!settings.thresholds().isEmpty()) {
      return settings.thresholds();
    }
    return settings.falsePositiveRates().stream()
        .min(Comparator.comparingDouble(rate -> Math.abs(Math.log(rate / USUAL_RATE))))
        .map(rate -> trials.rates().threshold(Collections.min(galleries), rate))
        .filter(Double::isFinite)
        .stream()
        .toList();
  }

  private static OpenSetPoint at(
      OpenSetTrials trials,
      int gallery,
      Kind kind,
      double parameter,
      double threshold,
      Instant now) {
    OpenSet rates = trials.rates();
    return of(
        trials,
        gallery,
        kind,
        parameter,
        number(threshold),
        rates.falsePositives(gallery, threshold),
        number(rates.falseNegatives(gallery, 1, threshold)),
        now);
  }

  private static OpenSetPoint of(
      OpenSetTrials trials,
      int gallery,
      Kind kind,
      double parameter,
      Double threshold,
      Double positives,
      Double negatives,
      Instant now) {
    return new OpenSetPoint(
        gallery,
        kind,
        parameter,
        threshold,
        positives,
        negatives,
        trials.people(),
        trials.rates().known(),
        trials.rates().strangers(),
        trials.leftOut(),
        now);
  }

  private static Double number(double number) {
    return Double.isFinite(number) ? Double.valueOf(number) : null;
  }
}
