package org.voxmatrix.model;

import org.voxmatrix.score.Calibration;

/**
 * How cosines of a model become log-likelihood ratios, as it was measured on the speech that its
 * bundle names: right for speech like that alone.
 *
 * @param fittedOn the recordings that it was fitted on, with their number
 * @param prior of a target trial, that the fit is best for
 * @param cllr cost of the cosines as log-likelihood ratios, bits
 * @param calibratedCllr of the log-likelihood ratios
 * @param minCllr of the best monotone calibration
 */
public record BundleCalibration(
    String fittedOn,
    double prior,
    Calibration calibration,
    int targets,
    int nonTargets,
    int speakers,
    double cllr,
    double calibratedCllr,
    double minCllr) {

  static BundleCalibration read(BundleJson json) {
    double slope = json.number("slope");
    if (!(slope > 0)) {
      throw json.wrong("slope", slope, "a positive number: a higher cosine is a higher ratio");
    }
    double highest = json.number("highest");
    double lowest = json.number("lowest");
    if (!(lowest < highest && lowest >= -1 && highest <= 1)) {
      throw json.wrong("lowest", lowest, "less than highest, %s, both cosines".formatted(highest));
    }
    double prior = json.number("prior");
    if (!(prior > 0 && prior < 1)) {
      throw json.wrong("prior", prior, "above 0 and below 1");
    }
    BundleCalibration read =
        new BundleCalibration(
            json.text("fitted_on"),
            prior,
            new Calibration(slope, json.number("offset"), lowest, highest),
            json.integer("targets"),
            json.integer("non_targets"),
            json.integer("speakers"),
            json.number("cllr"),
            json.number("calibrated_cllr"),
            json.number("min_cllr"));
    json.end();
    return read;
  }
}
