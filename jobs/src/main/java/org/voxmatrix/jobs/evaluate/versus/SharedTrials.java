package org.voxmatrix.jobs.evaluate.versus;

import java.util.List;
import java.util.Optional;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.compare.SetSource;
import org.voxmatrix.jobs.evaluate.KnownTrials;
import org.voxmatrix.jobs.evaluate.MatrixScores;
import org.voxmatrix.jobs.evaluate.PairFiles;
import org.voxmatrix.jobs.evaluate.TrialChoice;
import org.voxmatrix.jobs.evaluate.input.GivenPairs;
import org.voxmatrix.jobs.evaluate.input.PairClasses;
import org.voxmatrix.jobs.evaluate.input.TextTable;
import org.voxmatrix.jobs.evaluate.input.TrialClass;
import org.voxmatrix.jobs.evaluate.input.TrialList;
import org.voxmatrix.jobs.evaluate.metric.Conditions;

/**
 * The trials that two systems have both scored, in the same order.
 *
 * @param onlyFirst trials that the first system alone has scored
 * @param onlySecond trials that the second system alone has scored
 * @param missing trials of a list that neither has scored
 * @param identity a text that changes when the scores do, or the trials
 */
record SharedTrials(
    KnownTrials first,
    KnownTrials second,
    long onlyFirst,
    long onlySecond,
    long missing,
    String identity) {

  static final String FIRST = "scores";
  static final String SECOND = "versus";

  /** Where a system's scores are: a file, or the matrix of a run. */
  private record Scores(String option, TextTable table, String runId) {

    static Scores open(JobContext context, String option, String name) {
      return SetSource.isRun(name)
          ? new Scores(option, null, MatrixScores.checked(context, name))
          : new Scores(option, TextTable.read(context.hadoop(), name, option), null);
    }

    String identity() {
      return runId == null ? table.sha256() : "run " + runId;
    }

    PairScores byPair(JobContext context, PairIds ids) {
      PairScores scores = new PairScores(ids);
      if (runId == null) {
        new GivenPairs(table).read(scores::take);
      } else {
        MatrixScores.read(context.warehouse(), runId, scores::take);
      }
      return scores.order(option);
    }
  }

  /**
   * Reads the scores of both.
   *
   * @throws RequestException if they are not there or invalid, or contradict each other
   */
  static SharedTrials read(JobContext context, VersusSettings settings) {
    TrialChoice choice = settings.first();
    Scores first = Scores.open(context, FIRST, choice.scores());
    Scores second = Scores.open(context, SECOND, settings.second());
    String both = first.identity() + "\n" + second.identity() + "\n";
    if (choice.labels() != null || choice.trials() != null) {
      PairFiles files = PairFiles.read(context.hadoop(), choice);
      return byPair(
          context,
          first,
          second,
          files.classes(settings.skipUnlabelled()),
          both + files.identity());
    }
    Optional<TrialList> own = TrialList.named(first.table());
    return own.isPresent()
        ? byPair(context, first, second, PairClasses.ofList(own.get()), both)
        : byLine(first.table(), second.table(), both);
  }

  private static SharedTrials byPair(
      JobContext context, Scores one, Scores other, PairClasses classes, String identity) {
    PairIds ids = new PairIds();
    PairScores first = one.byPair(context, ids);
    PairScores second = other.byPair(context, ids);
    KnownTrials ofFirst = new KnownTrials(Conditions.NONE);
    KnownTrials ofSecond = new KnownTrials(Conditions.NONE);
    long[] only = {0, 0};
    for (int i = 0, j = 0; i < first.size() || j < second.size(); ) {
      boolean inFirst = j == second.size() || (i < first.size() && first.key(i) <= second.key(j));
      boolean inSecond = i == first.size() || (j < second.size() && second.key(j) <= first.key(i));
      long key = inFirst ? first.key(i) : second.key(j);
      String a = ids.a(key);
      String b = ids.b(key);
      Boolean target = classes.take(a, b);
      if (target != null && inFirst && inSecond) {
        ofFirst.add(target, first.score(i), classes.speakerOfA(a), classes.speakerOfB(b));
        ofSecond.add(target, second.score(j), classes.speakerOfA(a), classes.speakerOfB(b));
      } else if (target != null) {
        only[inFirst ? 0 : 1]++;
      }
      i += inFirst ? 1 : 0;
      j += inSecond ? 1 : 0;
    }
    return new SharedTrials(ofFirst, ofSecond, only[0], only[1], classes.left(), identity);
  }

  /** Without ids, lines of one number are one trial. */
  private static SharedTrials byLine(TextTable first, TextTable second, String identity) {
    Columns ofFirst = Columns.of(first);
    Columns ofSecond = Columns.of(second);
    if (first.lines().size() != second.lines().size()) {
      throw TextTable.invalid(
          SECOND,
          "The files have %,d and %,d lines and no ids: give the same trials in the same order, or columns enroll and test."
              .formatted(first.lines().size(), second.lines().size()));
    }
    KnownTrials one = new KnownTrials(Conditions.NONE);
    KnownTrials other = new KnownTrials(Conditions.NONE);
    for (int line = 1; line < first.lines().size(); line++) {
      boolean target = ofFirst.isTarget(first, line);
      if (target != ofSecond.isTarget(second, line)) {
        throw new RequestException(
            Fault.TRIALS_CONTRADICTED,
            List.of(SECOND),
            "Line %d is a target trial in one file and a non-target trial in the other: give the same trials in the same order."
                .formatted(line + 1));
      }
      one.add(target, GivenPairs.number(first, line, ofFirst.score()), null, null);
      other.add(target, GivenPairs.number(second, line, ofSecond.score()), null, null);
    }
    return new SharedTrials(one, other, 0, 0, 0, identity);
  }

  /** Where a file has what. */
  private record Columns(int score, int label) {

    static Columns of(TextTable table) {
      Optional<Integer> score = table.column(GivenPairs.SCORES);
      Optional<Integer> label = table.column(TrialClass.COLUMNS);
      if (score.isEmpty() || label.isEmpty()) {
        throw TextTable.invalid(
            table.option(),
            "The file of scores has no columns score and label: name them in its first line, or give"
                + " the trials by --trials or --labels.");
      }
      return new Columns(score.get(), label.get());
    }

    boolean isTarget(TextTable table, int line) {
      return TrialClass.in(table, line, label);
    }
  }
}
