package org.voxmatrix.jobs.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.evaluate.evidence.ScoredPair;
import org.voxmatrix.jobs.evaluate.evidence.WorstError;
import org.voxmatrix.jobs.evaluate.metric.Band;
import org.voxmatrix.ledger.Run;

/**
 * Scores of another system, from a text file: with a column that says which trials are target
 * trials, or with the ids of both sides and a list of trials or labels.
 *
 * @param trials with scores
 * @param missing trials of the list without a score, and scores that are of none
 * @param worst the worst errors, where ids are known
 * @param identity see {@link TrialSource#identity}
 */
record GivenScores(
    KnownTrials trials, long missing, List<WorstError> worst, Demand demand, String identity)
    implements TrialSource {

  /** Reads the files. */
  static GivenScores read(Configuration hadoop, TrialChoice choice, Demand demand) {
    TextTable table = TextTable.read(hadoop, choice.scores(), GivenPairs.OPTION);
    Optional<Integer> named = table.column(GivenPairs.SCORES);
    Optional<Integer> classes = table.column(TrialClass.COLUMNS);
    if (choice.trials() == null && choice.labels() == null) {
      return ofClasses(table, named, classes, demand);
    }
    PairClasses pairs = PairClasses.read(hadoop, choice);
    int[] properties = properties(table, demand);
    List<KnownTrials.Trial> known = new ArrayList<>();
    List<ScoredPair> trials = new ArrayList<>();
    long[] unknown = {0};
    new GivenPairs(table)
        .lines(
            (line, a, b, score) -> {
              Boolean target = pairs.take(a, b);
              if (target == null) {
                unknown[0]++;
                return;
              }
              known.add(
                  new KnownTrials.Trial(
                      target,
                      score,
                      pairs.speaker(a),
                      pairs.speaker(b),
                      values(table, line, properties, demand)));
              if (demand.worst() > 0) {
                trials.add(new ScoredPair(target, score, a, b));
              }
            });
    return new GivenScores(
        new KnownTrials(known),
        unknown[0] + pairs.left(),
        ScoredPair.worst(trials, demand.worst()),
        demand,
        table.sha256() + pairs.sha256());
  }

  private static GivenScores ofClasses(
      TextTable table, Optional<Integer> named, Optional<Integer> classes, Demand demand) {
    if (named.isEmpty() || classes.isEmpty()) {
      throw TextTable.invalid(
          GivenPairs.OPTION,
          "The file of scores has no columns score and label: name them in its first line, or give"
              + " the trials by --trials or --labels.");
    }
    int[] properties = properties(table, demand);
    List<KnownTrials.Trial> known = new ArrayList<>();
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
      known.add(
          new KnownTrials.Trial(
              target,
              GivenPairs.number(table, i, named.get()),
              null,
              null,
              values(table, i, properties, demand)));
    }
    return new GivenScores(new KnownTrials(known), 0, List.of(), demand, table.sha256());
  }

  /** Columns of the properties by which trials are told apart. */
  private static int[] properties(TextTable table, Demand demand) {
    return demand.by().stream()
        .mapToInt(
            name ->
                table
                    .column(List.of(name.toLowerCase(Locale.ROOT)))
                    .orElseThrow(
                        () ->
                            TextTable.invalid(
                                "by",
                                "The file of scores has no column %s: name it in its first line."
                                    .formatted(name))))
        .toArray();
  }

  private static List<String> values(TextTable table, int line, int[] columns, Demand demand) {
    List<String> values = new ArrayList<>(columns.length);
    for (int i = 0; i < columns.length; i++) {
      values.add(Band.valueOf(demand.by().get(i), table.optional(line, columns[i])));
    }
    return values;
  }

  @Override
  public ScoredTrials score(JobContext context, Run run) {
    return trials.scored(demand, missing, worst);
  }
}
