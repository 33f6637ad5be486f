package org.voxmatrix.jobs.evaluate.pairs;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.voxmatrix.calibrations.QualityMeasure;
import org.voxmatrix.calibrations.QualityTerm;
import org.voxmatrix.metrics.LogisticRegression;

/**
 * Quality of the members of two sets, each measure in deviations from its mean over all of them.
 *
 * @param rows of the rows' set, row-major
 * @param columns of the columns' set
 * @param deviations 0 where a measure is the same everywhere; it tells nothing then
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StandardQuality(double[] rows, double[] columns, double[] means, double[] deviations) {

  /** A measure that varies less, relative to its mean, is the same everywhere. */
  private static final double SAME = 1e-12;

  /**
   * @param rows as they were read, row-major
   * @param columns the same object for a set against itself
   */
  static StandardQuality of(List<QualityMeasure> measures, double[] rows, double[] columns) {
    double[] ofRows = scaled(measures, rows);
    double[] ofColumns = rows == columns ? ofRows : scaled(measures, columns);
    double[] all =
        rows == columns
            ? ofRows
            : IntStream.range(0, ofRows.length + ofColumns.length)
                .mapToDouble(i -> i < ofRows.length ? ofRows[i] : ofColumns[i - ofRows.length])
                .toArray();
    int width = measures.size();
    double[] means = new double[width];
    double[] deviations = new double[width];
    for (int k = 0; k < width; k++) {
      double[] one = every(all, k, width);
      double mean = Arrays.stream(one).average().orElseThrow();
      double variance =
          Arrays.stream(one).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
      means[k] = mean;
      deviations[k] = Math.sqrt(variance) > SAME * Math.abs(mean) ? Math.sqrt(variance) : 0;
    }
    return new StandardQuality(
        standard(ofRows, means, deviations),
        standard(ofColumns, means, deviations),
        means,
        deviations);
  }

  private static double[] scaled(List<QualityMeasure> measures, double[] qualities) {
    List<QualityTerm> terms = measures.stream().map(one -> QualityTerm.of(one, 1)).toList();
    double[] scaled = new double[qualities.length];
    Arrays.setAll(scaled, i -> terms.get(i % terms.size()).scaled(qualities[i]));
    return scaled;
  }

  private static double[] every(double[] values, int first, int step) {
    return IntStream.iterate(first, i -> i < values.length, i -> i + step)
        .mapToDouble(i -> values[i])
        .toArray();
  }

  private static double[] standard(double[] scaled, double[] means, double[] deviations) {
    double[] standard = new double[scaled.length];
    Arrays.setAll(
        standard,
        i -> {
          int k = i % means.length;
          return deviations[k] == 0 ? 0 : (scaled[i] - means[k]) / deviations[k];
        });
    return standard;
  }

  int measures() {
    return means.length;
  }

  /**
   * The function of scores and measures as they are.
   *
   * @param ofScores what the first weight is of
   * @param weights of its ratio, of each measure, and the offset
   */
  LogisticRegression function(LogisticRegression ofScores, double[] weights) {
    double[] slopes = new double[measures() + 1];
    slopes[0] = weights[0] * ofScores.slopes()[0];
    double offset = weights[measures() + 1] + weights[0] * ofScores.offset();
    for (int k = 0; k < measures(); k++) {
      slopes[k + 1] = deviations[k] == 0 ? 0 : weights[k + 1] / deviations[k];
      offset -= 2 * slopes[k + 1] * means[k];
    }
    return new LogisticRegression(slopes, offset);
  }
}
