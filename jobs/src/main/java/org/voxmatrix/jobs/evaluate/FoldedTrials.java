package org.voxmatrix.jobs.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.voxmatrix.jobs.evaluate.evidence.WorstError;
import org.voxmatrix.metrics.Boundaries;
import org.voxmatrix.metrics.LogLikelihoodCost;
import org.voxmatrix.metrics.ScoreTally;
import org.voxmatrix.metrics.ScoreTally.Between;
import org.voxmatrix.metrics.TrialCounts;

/**
 * Counted trials by folds of their speakers, so that each fold can be left out.
 *
 * @param targets scores of target trials, by fold
 * @param nonTargets counts of the others
 */
record FoldedTrials(float[][] targets, NonTargetTally.Counts nonTargets) {

  ScoredTrials scored(String scoreKind, int speakers, long pairs, List<WorstError> worst) {
    ScoreTally tally = nonTargets.whole();
    float[] all = all(targets);
    Arrays.sort(all); // A sum depends on its order.
    double cost = 0;
    for (float target : all) {
      cost += LogLikelihoodCost.ofTarget(target);
    }
    List<TrialCounts> without = new ArrayList<>();
    List<TrialCounts> within = new ArrayList<>();
    for (int i = 0; i < nonTargets.folds() && nonTargets.folds() > 1; i++) {
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
        worst);
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
    return nonTargets.of(grid, chosen).with(ofTargets, Between.MIDDLE);
  }

  /** In one array. */
  static float[] all(float[][] targets) {
    float[] all = new float[Arrays.stream(targets).mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : targets) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
