package org.voxmatrix.jobs.evaluate.pairs;

import java.io.Serializable;
import java.util.Arrays;
import org.voxmatrix.metrics.LogisticRegression;
import org.voxmatrix.metrics.LogisticSearch;

/**
 * Log-likelihood ratios of pairs as functions of their score and of both sides' quality: one of all
 * trials, and for each fold of speakers one of the trials without it. Values are about one
 * deviation each, so that a search for weights is well conditioned.
 *
 * @param slope of the score's value
 * @param offset of the score's value
 * @param rows values of quality of the rows' set, row-major
 * @param columns values of quality of the columns' set
 * @param measures values of quality of each member
 * @param weights of each function
 * @param lowest ratio of each function
 * @param highest ratio of each function
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record QualityFunctions(
    double slope,
    double offset,
    double[] rows,
    double[] columns,
    int measures,
    double[][] weights,
    double[] lowest,
    double[] highest)
    implements Serializable {

  /** The function of all trials; after it comes one for each fold. */
  static final int WHOLE = 0;

  static QualityFunctions of(
      LogisticRegression ofScores, StandardQuality quality, LogisticSearch... searches) {
    return new QualityFunctions(
        ofScores.slopes()[0],
        ofScores.offset(),
        quality.rows(),
        quality.columns(),
        quality.measures(),
        Arrays.stream(searches).map(LogisticSearch::weights).toArray(double[][]::new),
        Arrays.stream(searches).mapToDouble(LogisticSearch::lowest).toArray(),
        Arrays.stream(searches).mapToDouble(LogisticSearch::highest).toArray());
  }

  /** The function of the trials without a fold. */
  static int without(int fold) {
    return fold + 1;
  }

  /** Whether a function is one of trials whose sides are of these folds. */
  static boolean knows(int function, int fold, int other) {
    return function != without(fold) && function != without(other);
  }

  /** Values of a trial. */
  int width() {
    return measures + 2;
  }

  /** Reads the values of a pair: its score's, those of quality, and 1. */
  void read(int row, int column, float score, double[] values) {
    values[0] = slope * score + offset;
    for (int k = 0; k < measures; k++) {
      values[k + 1] = rows[row * measures + k] + columns[column * measures + k];
    }
    values[measures + 1] = 1;
  }

  double ratio(int function, double[] values) {
    double[] of = weights[function];
    double ratio = 0;
    for (int k = 0; k < values.length; k++) {
      ratio += of[k] * values[k];
    }
    return ratio;
  }

  /** A ratio within those that the function was found on. */
  double bounded(int function, double[] values) {
    return Math.max(lowest[function], Math.min(highest[function], ratio(function, values)));
  }
}
