package org.voxmatrix.jobs.decision;

import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.compare.CalibrationChoice;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.model.ScoreBand;
import org.voxmatrix.score.Calibration;

/**
 * From which scores on a voice is taken for a profile's, and how sure that is. All are scores
 * before calibration.
 *
 * @param threshold least score that is accepted
 * @param high least score that is surely of one speaker
 * @param normal least score that is likely of one speaker
 * @param low score below which it is hardly one speaker
 * @param scoreKind what the scores are
 * @param calibration how they become log-likelihood ratios; or null
 */
public record Decision(
    double threshold,
    double high,
    double normal,
    double low,
    String scoreKind,
    Calibration calibration) {

  /** Rates of comparisons with strangers that the bands stand for, as those of models do. */
  private static final double HIGH = 0.001;

  private static final double NORMAL = 0.01;
  private static final double LOW = 0.1;

  /** One recording in so many is by default taken to be of somebody enrolled. */
  private static final double STRANGERS = 10;

  /**
   * Decides among profiles: which of them, if any.
   *
   * @param threshold asked for; or null
   * @param rule rates are not of nights
   * @param calibration that the rule names; or null
   * @param strangers what the rule's cohort scores; or null
   * @param profiles how many there are
   * @throws RequestException {@code request.bad-value} if no score reaches the threshold, or the
   *     model has none
   */
  public static Decision identify(
      ModelBundle bundle,
      Double threshold,
      DecisionRule rule,
      String scoreKind,
      Calibration calibration,
      Strangers strangers,
      int profiles) {
    double usual =
        strangers != null
            ? strangers.tail().threshold(rate(rule).ofComparisons(profiles))
            : calibration != null
                ? reachable(calibration, Math.log(STRANGERS * profiles))
                : ofModel(bundle, profiles);
    return of(
        bundle,
        threshold == null ? usual : asked(threshold, calibration),
        scoreKind,
        calibration,
        strangers);
  }

  /** Decides on a claim; otherwise as {@link #identify}. */
  public static Decision verify(
      ModelBundle bundle,
      Double threshold,
      DecisionRule rule,
      String scoreKind,
      Calibration calibration,
      Strangers strangers) {
    double usual =
        strangers != null
            ? strangers.tail().threshold(rate(rule).ofComparisons(1))
            : calibration != null ? reachable(calibration, 0) : band(bundle, "low");
    return of(
        bundle,
        threshold == null ? usual : asked(threshold, calibration),
        scoreKind,
        calibration,
        strangers);
  }

  private static Decision of(
      ModelBundle bundle,
      double threshold,
      String scoreKind,
      Calibration calibration,
      Strangers strangers) {
    if (Double.isNaN(threshold)) {
      throw RequestException.badValue(
          "threshold", "Model %s has no score bands: give --threshold.".formatted(bundle.name()));
    }
    if (calibration != null) {
      return new Decision(
          threshold,
          calibration.score(-Math.log(HIGH)),
          calibration.score(-Math.log(NORMAL)),
          calibration.score(0),
          scoreKind,
          calibration);
    }
    if (strangers != null) {
      return new Decision(
          threshold,
          strangers.tail().threshold(HIGH),
          strangers.tail().threshold(NORMAL),
          strangers.tail().threshold(LOW),
          scoreKind,
          null);
    }
    return new Decision(
        threshold,
        band(bundle, "high"),
        band(bundle, "normal"),
        band(bundle, "low"),
        scoreKind,
        null);
  }

  private static ErrorRate rate(DecisionRule rule) {
    return rule.rate() == null ? ErrorRate.DEFAULT : rule.rate();
  }

  /** The score of a log-likelihood ratio, or of the highest that the calibration gives. */
  private static double reachable(Calibration calibration, double ratio) {
    return calibration.score(Math.min(ratio, calibration.ratio(calibration.highest())));
  }

  private static double asked(double threshold, Calibration calibration) {
    return calibration == null ? threshold : CalibrationChoice.score(threshold, calibration);
  }

  /** One false alarm in a hundred recordings by what the model was measured on. */
  private static double ofModel(ModelBundle bundle, int profiles) {
    return bundle
        .scoreBands()
        .threshold(ErrorRate.DEFAULT.ofComparisons(profiles))
        .orElseGet(() -> band(bundle, "normal"));
  }

  private static double band(ModelBundle bundle, String name) {
    return bundle.scoreBands().bands().stream()
        .filter(band -> band.name().equals(name))
        .mapToDouble(ScoreBand::from)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** A score as it is written: a log-likelihood ratio if there is a calibration. */
  public double written(double score) {
    return calibration == null ? score : calibration.ratio(score);
  }

  /** What scores are as they are written. */
  public String writtenKind() {
    return calibration == null ? scoreKind : Calibration.SCORE_KIND;
  }
}
