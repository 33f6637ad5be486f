package org.voxmatrix.jobs.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.voxmatrix.jobs.evaluate.evidence.WorstError;
import org.voxmatrix.jobs.evaluate.pairs.NonTargetTally;
import org.voxmatrix.jobs.evaluate.pairs.TargetTrials;
import org.voxmatrix.metrics.Boundaries;
import org.voxmatrix.metrics.LogLikelihoodCost;
import org.voxmatrix.metrics.Replicates;
import org.voxmatrix.metrics.ScoreTally;
import org.voxmatrix.metrics.ScoreTally.Between;
import org.voxmatrix.metrics.TrialCounts;

/**
 * Counted trials by folds of their speakers, so that each fold can be left out, or drawn.
 *
 * @param targets scores of target trials by fold, ascending
 * @param nonTargets counts of the others
 */
record FoldedTrials(float[][] targets, NonTargetTally.Counts nonTargets) {

  ScoredTrials scored(String scoreKind, int speakers, long pairs, List<WorstError> worst) {
    ScoreTally tally = nonTargets.whole();
    float[] all = TargetTrials.all(targets);
    Arrays.sort(all); // A sum depends on its order.
    double cost = cost(all);
    List<TrialCounts> without = new ArrayList<>();
    List<TrialCounts> within = new ArrayList<>();
    for (int i = 0; i < nonTargets.folds(); i++) {
      int left = i;
      without.add(counts(fold -> fold != left));
      within.add(counts(fold -> fold == left));
    }
    return new ScoredTrials(
        tally.with(all, Between.LOWEST).requireBothClasses(),
        tally.with(all, Between.MIDDLE),
        (cost / all.length + tally.meanNonTargetCost()) / 2,
        scoreKind,
        speakers,
        pairs - all.length - tally.count(),
        0,
        new ScoredTrials.Folds(without, within),
        replicates(),
        List.of(),
        worst,
        null);
  }

  /** The units of a resampling have their target trials added. */
  private Replicates replicates() {
    if (nonTargets.units() == null) {
      return null;
    }
    for (int unit = 0; unit < targets.length; unit++) {
      float[] scores = targets[unit];
      nonTargets.units().targets(unit, scores, cost(scores) * Math.log(2));
    }
    return nonTargets.units().replicates();
  }

  /** In bits. */
  private static double cost(float[] sorted) {
    double cost = 0;
    for (float target : sorted) {
      cost += LogLikelihoodCost.ofTarget(target);
    }
    return cost;
  }

  /** Target trials are counted on the grid, too. */
  private TrialCounts counts(IntPredicate chosen) {
    Boundaries grid = Boundaries.grid();
    ScoreTally ofTargets = new ScoreTally(grid);
    for (int fold = 0; fold < targets.length; fold++) {
      if (chosen.test(fold)) {
        ofTargets.addTargets(targets[fold]);
      }
    }
    return nonTargets.of(chosen).with(ofTargets, Between.MIDDLE);
  }
}
