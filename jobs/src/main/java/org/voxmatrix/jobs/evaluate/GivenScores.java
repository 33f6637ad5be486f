package org.voxmatrix.jobs.evaluate;

import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.evaluate.evidence.WorstError;
import org.voxmatrix.jobs.evaluate.input.GivenPairs;
import org.voxmatrix.jobs.evaluate.input.TextTable;
import org.voxmatrix.jobs.evaluate.input.TrialClass;
import org.voxmatrix.ledger.Run;

/**
 * Scores of another system, from a text file: with a column that says which trials are target
 * trials, or with the ids of both sides and a list of trials or labels.
 *
 * @param missing trials of the list without a score, and scores that are of none
 * @param worst the worst errors, where ids are known
 */
record GivenScores(
    KnownTrials trials, long missing, List<WorstError> worst, Demand demand, String identity)
    implements TrialSource {

  /** Reads the files. */
  static GivenScores read(Configuration hadoop, EvaluateSettings settings, Demand demand) {
    TrialChoice choice = settings.choice();
    ScoreProperties properties =
        ScoreProperties.of(TextTable.read(hadoop, choice.scores(), GivenPairs.OPTION), demand.by());
    if (choice.trials() == null && choice.labels() == null) {
      return new GivenScores(
          ofClasses(properties), 0, List.of(), demand, properties.table().sha256());
    }
    PairFiles files = PairFiles.read(hadoop, choice);
    PairTrials trials =
        new PairTrials(files.classes(settings.skipBad()), properties.conditions(), demand.worst());
    new GivenPairs(properties.table())
        .lines((line, a, b, score) -> trials.take(a, b, score, properties.numbers(line)));
    return new GivenScores(
        trials.known(),
        trials.missing(),
        trials.worst(),
        demand,
        properties.table().sha256() + files.identity());
  }

  private static KnownTrials ofClasses(ScoreProperties properties) {
    TextTable table = properties.table();
    Optional<Integer> named = table.column(GivenPairs.SCORES);
    Optional<Integer> classes = table.column(TrialClass.COLUMNS);
    if (named.isEmpty() || classes.isEmpty()) {
      throw TextTable.invalid(
          GivenPairs.OPTION,
          "The file of scores has no columns score and label: name them in its first line, or give"
              + " the trials by --trials or --labels.");
    }
    KnownTrials trials = new KnownTrials(properties.conditions());
    for (int i = 1; i < table.lines().size(); i++) {
      boolean target = TrialClass.in(table, i, classes.get());
      trials.add(
          target, GivenPairs.number(table, i, named.get()), null, null, properties.numbers(i));
    }
    return trials;
  }

  @Override
  public ScoredTrials score(JobContext context, Run run) {
    return trials.scored(demand, null, missing, worst);
  }
}
