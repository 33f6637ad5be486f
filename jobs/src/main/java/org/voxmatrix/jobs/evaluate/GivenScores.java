package org.voxmatrix.jobs.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
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

  private static final String OPTION = "scores";
  private static final List<String> SCORES = List.of("score", "llr", "scores");

  /** Reads the files. */
  static GivenScores read(Configuration hadoop, TrialChoice choice, Demand demand) {
    TextTable table = TextTable.read(hadoop, choice.scores(), OPTION);
    Optional<Integer> named = table.column(SCORES);
    Optional<Integer> classes = table.column(TrialClass.COLUMNS);
    if (choice.trials() == null && choice.labels() == null) {
      return ofClasses(table, named, classes, demand);
    }
    boolean header = named.isPresent();
    int score = header ? named.get() : 2;
    int a = table.column(TrialList.FIRST).orElse(0);
    int b = table.column(TrialList.SECOND).orElse(1);
    PairClasses pairs = PairClasses.read(hadoop, choice);
    int[] properties = properties(table, demand);
    List<KnownTrials.Trial> known = new ArrayList<>();
    List<ScoredPair> trials = new ArrayList<>();
    long unknown = 0;
    for (int i = header ? 1 : 0; i < table.lines().size(); i++) {
      Boolean target = pairs.take(table.cell(i, a), table.cell(i, b));
      if (target == null) {
        unknown++;
      } else {
        double number = number(table, i, score);
        known.add(
            new KnownTrials.Trial(
                target,
                number,
                pairs.speaker(table.cell(i, a)),
                pairs.speaker(table.cell(i, b)),
                values(table, i, properties, demand)));
        if (demand.worst() > 0) {
          trials.add(new ScoredPair(target, number, table.cell(i, a), table.cell(i, b)));
        }
      }
    }
    return new GivenScores(
        new KnownTrials(known),
        unknown + pairs.left(),
        ScoredPair.worst(trials, demand.worst()),
        demand,
        table.sha256() + pairs.sha256());
  }

  private static GivenScores ofClasses(
      TextTable table, Optional<Integer> named, Optional<Integer> classes, Demand demand) {
    if (named.isEmpty() || classes.isEmpty()) {
      throw TextTable.invalid(
          OPTION,
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
                          OPTION,
                          "Line %d of the scores is labelled neither target nor nontarget."
                              .formatted(line + 1)));
      known.add(
          new KnownTrials.Trial(
              target,
              number(table, i, named.get()),
              null,
              null,
              values(table, i, properties, demand)));
    }
    return new GivenScores(new KnownTrials(known), 0, List.of(), demand, table.sha256());
  }

  private static double number(TextTable table, int line, int column) {
    String cell = table.cell(line, column);
    try {
      double score = Double.parseDouble(cell);
      if (!Double.isNaN(score)) {
        return score;
      }
    } catch (NumberFormatException e) {
      // As NaN.
    }
    throw new RequestException(
        Fault.TRIALS_BAD_SCORE,
        List.of(OPTION),
        "Line %d of the scores has no number in column %d: mend it, or leave the trial out."
            .formatted(line + 1, column + 1));
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
