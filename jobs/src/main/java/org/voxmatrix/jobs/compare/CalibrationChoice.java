package org.voxmatrix.jobs.compare;

import java.util.List;
import org.voxmatrix.calibrations.CalibrationRow;
import org.voxmatrix.calibrations.CalibrationTable;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.compare.engine.Outputs;
import org.voxmatrix.score.Calibration;
import org.voxmatrix.tables.Warehouse;

/**
 * By which calibration scores become log-likelihood ratios.
 *
 * @param name an id, a name, or {@value CalibrationTable#LATEST}
 * @param threshold the lowest log-likelihood ratio of a hit, natural logarithm; null for none
 */
public record CalibrationChoice(String name, Double threshold) {

  private static final String NONE = "none";

  /**
   * @param scoreKind of the scores that are to be calibrated
   * @throws RequestException {@code calibration.not-found} or {@code calibration.other-scores}
   */
  public CalibrationRow open(Warehouse warehouse, SetModel model, String scoreKind) {
    return new CalibrationTable(warehouse)
        .find(name, model.name(), model.fingerprintHex(), scoreKind);
  }

  /**
   * Outputs with the threshold as a score.
   *
   * @param leastScore that there is
   * @throws RequestException {@code request.bad-value} if no score reaches it
   */
  Outputs outputs(Outputs outputs, Calibration calibration, double leastScore) {
    if (threshold == null) {
      return outputs;
    }
    double score = score(threshold, calibration);
    return new Outputs(outputs.matrix(), Math.max(leastScore, score), outputs.topK(), outputs.of());
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
