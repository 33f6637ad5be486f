package org.voxmatrix.jobs.compare;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.voxmatrix.calibrations.CalibrationRow;
import org.voxmatrix.calibrations.CalibrationTable;
import org.voxmatrix.calibrations.QualityMeasure;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.score.Calibration;
import org.voxmatrix.tables.Warehouse;

/**
 * By which calibration scores become log-likelihood ratios.
 *
 * @param name an id, a name, {@value CalibrationTable#LATEST}, or {@value #MODEL}; null for that of
 *     the model where it has one
 * @param threshold the lowest log-likelihood ratio of a hit, natural logarithm; null for none
 */
public record CalibrationChoice(String name, Double threshold) {

  /** The one that comes with the model. */
  public static final String MODEL = "model";

  private static final String NONE = "none";

  /**
   * @param scoreKind of the scores that are to be calibrated
   * @return null if the model has none and need not
   * @throws RequestException {@code calibration.not-found} or {@code calibration.other-scores}
   */
  public CalibrationRow open(Warehouse warehouse, SetModel model, String scoreKind) {
    return open(warehouse, model, scoreKind, row -> true);
  }

  private CalibrationRow open(
      Warehouse warehouse, SetModel model, String scoreKind, Predicate<CalibrationRow> usable) {
    Optional<CalibrationRow> shipped = model.calibration(scoreKind);
    if (name == null) {
      return shipped.orElse(null);
    }
    if (name.equalsIgnoreCase(MODEL)) {
      return shipped.orElseThrow(
          () ->
              new RequestException(
                  Fault.CALIBRATION_NOT_FOUND,
                  List.of("calibration"),
                  "Model %s comes without a calibration for %s: fit one by calibrate."
                      .formatted(model.name(), scoreKind)));
    }
    if (shipped.isPresent() && shipped.get().isNamed(name)) {
      return shipped.get();
    }
    return new CalibrationTable(warehouse)
        .find(name, model.name(), model.fingerprintHex(), scoreKind, usable);
  }

  /**
   * As {@link #open}, for jobs that know nothing of the quality of what they compare, such as
   * profiles, which are of several recordings.
   *
   * @throws RequestException {@code calibration.needs-quality} too
   */
  public CalibrationRow openWithoutQuality(Warehouse warehouse, SetModel model, String scoreKind) {
    CalibrationRow row = open(warehouse, model, scoreKind, found -> found.quality().isEmpty());
    if (row != null && !row.quality().isEmpty()) {
      throw new RequestException(
          Fault.CALIBRATION_NEEDS_QUALITY,
          List.of("calibration"),
          "The calibration takes %s of both sides, which compare and evaluate alone know: fit one without --quality."
              .formatted(
                  row.measures().stream()
                      .map(QualityMeasure::word)
                      .collect(Collectors.joining(" and "))));
    }
    return row;
  }

  /**
   * The lowest score of a log-likelihood ratio.
   *
   * @throws RequestException {@code request.bad-value} if no score reaches it
   */
  public static double score(double threshold, Calibration calibration) {
    double score = calibration.score(threshold);
    if (score == Double.POSITIVE_INFINITY) {
      throw new RequestException(
          Fault.REQUEST_BAD_VALUE,
          List.of("threshold"),
          "threshold is %s, and the calibration gives at most %.4f: lower it, or calibrate on more trials."
              .formatted(threshold, calibration.ratio(calibration.highest())));
    }
    return score;
  }

  /** The name that a user gave; null where that is none. */
  public static String named(String name) {
    return name == null || name.equalsIgnoreCase(NONE) ? null : name;
  }
}
