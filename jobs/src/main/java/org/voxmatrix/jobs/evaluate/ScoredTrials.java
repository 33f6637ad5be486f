package org.voxmatrix.jobs.evaluate;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.voxmatrix.jobs.evaluate.evidence.WorstError;
import org.voxmatrix.jobs.evaluate.metric.ConditionTrials;
import org.voxmatrix.jobs.evaluate.pairs.QualityRegression;
import org.voxmatrix.metrics.LogLikelihoodCost;
import org.voxmatrix.metrics.Replicates;
import org.voxmatrix.metrics.TrialCounts;

/**
 * The trials of an evaluation.
 *
 * @param counts by score, exact in all error rates
 * @param centred the same, where scores that were not kept are in the middle of where they lie
 * @param cost of the scores as log-likelihood ratios, in bits
 * @param scoreKind what the scores are; null if that is not known
 * @param speakers with at least one voiceprint; null if that is not known
 * @param leftOut pairs that are no trials
 * @param missing trials of a list that could not be scored, because a side of them is not there
 * @param folds of the speakers
 * @param replicates the trials as they would be with other speakers; null if speakers are not known
 * @param conditions in the order in which they are shown
 * @param worst as many of the worst errors as were asked for
 * @param quality the best function of scores and quality; null where none was asked for
 */
@RecordBuilder
public record ScoredTrials(
    TrialCounts counts,
    TrialCounts centred,
    double cost,
    String scoreKind,
    Integer speakers,
    long leftOut,
    long missing,
    Folds folds,
    Replicates replicates,
    List<ConditionTrials> conditions,
    List<WorstError> worst,
    QualityRegression quality)
    implements ScoredTrialsBuilder.With {

  /**
   * Parts of the trials; none if speakers are not known.
   *
   * @param without for each fold the trials of which neither side is of it
   * @param within for each fold the trials of which both sides are of it
   */
  public record Folds(List<TrialCounts> without, List<TrialCounts> within) {

    static final Folds NONE = new Folds(List.of(), List.of());
  }

  /** Of scores that are all there. */
  static ScoredTrials of(
      TrialCounts counts, String scoreKind, long missing, List<WorstError> worst) {
    return new ScoredTrials(
        counts,
        counts,
        LogLikelihoodCost.of(counts),
        scoreKind,
        null,
        0,
        missing,
        Folds.NONE,
        null,
        List.of(),
        worst,
        null);
  }
}
