package org.voxmatrix.jobs.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.evaluate.evidence.ScoredPair;
import org.voxmatrix.jobs.evaluate.evidence.WorstError;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.metrics.TrialCounts;

/**
 * Scores of another system, from a text file: with a column that says which trials are target
 * trials, or with the ids of both sides and a list of trials or labels.
 *
 * @param counts by score
 * @param missing trials of the list without a score, and scores that are of none
 * @param worst the worst errors, where ids are known
 * @param identity see {@link TrialSource#identity}
 */
record GivenScores(TrialCounts counts, long missing, List<WorstError> worst, String identity)
    implements TrialSource {

  /** Reads the files. */
  static GivenScores read(Configuration hadoop, TrialChoice choice, int most) {
    TextTable table = TextTable.read(hadoop, choice.scores(), GivenPairs.OPTION);
    Optional<Integer> named = table.column(GivenPairs.SCORES);
    Optional<Integer> classes = table.column(TrialClass.COLUMNS);
    if (choice.trials() == null && choice.labels() == null) {
      return ofClasses(table, named, classes);
    }
    PairClasses pairs = PairClasses.read(hadoop, choice);
    List<Double> targets = new ArrayList<>();
    List<Double> nonTargets = new ArrayList<>();
    List<ScoredPair> trials = new ArrayList<>();
    long[] unknown = {0};
    new GivenPairs(table)
        .read(
            (a, b, score) -> {
              Boolean target = pairs.take(a, b);
              if (target == null) {
                unknown[0]++;
                return;
              }
              (target ? targets : nonTargets).add(score);
              if (most > 0) {
                trials.add(new ScoredPair(target, score, a, b));
              }
            });
    return new GivenScores(
        counts(targets, nonTargets),
        unknown[0] + pairs.left(),
        ScoredPair.worst(trials, most),
        table.sha256() + pairs.sha256());
  }

  private static GivenScores ofClasses(
      TextTable table, Optional<Integer> named, Optional<Integer> classes) {
    if (named.isEmpty() || classes.isEmpty()) {
      throw TextTable.invalid(
          GivenPairs.OPTION,
          "The file of scores has no columns score and label: name them in its first line, or give"
              + " the trials by --trials or --labels.");
    }
    List<Double> targets = new ArrayList<>();
    List<Double> nonTargets = new ArrayList<>();
    for (int i = 1; i < table.lines().size(); i++) {
      int line = i;
      boolean target =
          TrialClass.of(table.cell(i, classes.get()))
              .orElseThrow(
                  () ->
                      TextTable.invalid(
                          GivenPairs.OPTION,
                          "Line %d of the scores is labelled neither target nor nontarget."
                              .formatted(line + 1)));
      (target ? targets : nonTargets).add(GivenPairs.number(table, i, named.get()));
    }
    return new GivenScores(counts(targets, nonTargets), 0, List.of(), table.sha256());
  }

  private static TrialCounts counts(List<Double> targets, List<Double> nonTargets) {
    return TrialCounts.of(
        targets.stream().mapToDouble(Double::doubleValue).toArray(),
        nonTargets.stream().mapToDouble(Double::doubleValue).toArray());
  }

  @Override
  public ScoredTrials score(JobContext context, Run run) {
    return ScoredTrials.of(counts, null, missing, worst);
  }
}
