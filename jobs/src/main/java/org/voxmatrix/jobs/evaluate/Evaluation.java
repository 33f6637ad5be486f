package org.voxmatrix.jobs.evaluate;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.voxmatrix.jobs.compare.SetModel;
import org.voxmatrix.metrics.ErrorRates;
import org.voxmatrix.metrics.Hull;
import org.voxmatrix.metrics.TrialCounts;

/**
 * What the scores of some trials are worth, a row of table {@code evaluations}.
 *
 * @param scoreKind what the scores are; null if that is not known
 * @param speakers null if that is not known
 * @param leftOut pairs of one recording, or of what was asked for
 * @param missing trials that could not be scored, or scores of no trial
 * @param eer equal error rate of the convex hull
 * @param eerInterpolated equal error rate between two neighbouring thresholds
 * @param eerThreshold the lowest threshold with at least as many misses as false alarms; null above
 *     all scores
 * @param cllr cost of the scores as log-likelihood ratios, bits
 * @param minCllr the same after the best monotone calibration
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Evaluation(
    String model,
    String modelFingerprint,
    String scoreKind,
    long targets,
    long nonTargets,
    Integer speakers,
    long leftOut,
    long missing,
    double eer,
    double eerInterpolated,
    Double eerThreshold,
    double cllr,
    double minCllr,
    @JsonIgnore Instant evaluatedAt) {

  static Evaluation of(ScoredTrials trials, SetModel model) {
    TrialCounts counts = trials.counts();
    ErrorRates rates = ErrorRates.of(counts);
    Hull hull = Hull.of(counts);
    return new Evaluation(
        model == null ? null : model.name(),
        model == null ? null : model.fingerprintHex(),
        trials.scoreKind(),
        (long) counts.targets(),
        (long) counts.nonTargets(),
        trials.speakers(),
        trials.leftOut(),
        trials.missing(),
        hull.equalErrorRate(),
        rates.equalErrorRate(),
        EvaluationPoint.finite(rates.equalErrorThreshold()),
        trials.cost(),
        hull.minimumCost(),
        Instant.now());
  }
}
