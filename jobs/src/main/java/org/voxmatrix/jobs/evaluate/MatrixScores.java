package org.voxmatrix.jobs.evaluate;

import java.util.List;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.compare.ScoreBlocks;
import org.voxmatrix.jobs.compare.SetSource;
import org.voxmatrix.jobs.evaluate.input.GivenPairs;
import org.voxmatrix.jobs.evaluate.input.PairClasses;
import org.voxmatrix.jobs.evaluate.metric.Conditions;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.score.Side;
import org.voxmatrix.tables.Warehouse;

/**
 * The matrix of a comparison, with its trials by a list or by labels. Runs that kept the best pairs
 * alone are refused: of what they left out nothing is known.
 *
 * @param a what is known of set A; null if the sets are not named
 * @param b what is known of set B; the same object for one set
 */
public record MatrixScores(
    String runId,
    PairClasses classes,
    DescribedSet a,
    DescribedSet b,
    Demand demand,
    String identity)
    implements TrialSource {

  private static final long MOST_PAIRS = 20_000_000;
  private static final String OPTION = "scores";

  /**
   * Opens a matrix.
   *
   * @param a null if the sets are not named
   * @param b the same object for one set
   */
  static MatrixScores open(
      JobContext context,
      EvaluateSettings settings,
      Demand demand,
      DescribedSet a,
      DescribedSet b) {
    TrialChoice choice = settings.choice();
    if (choice.labels() == null && choice.trials() == null) {
      throw RequestException.badValue(
          "labels", "The scores of a run have no labels: give labels or trials.");
    }
    if (a == null && !demand.by().isEmpty()) {
      throw RequestException.badValue(
          "by", "The scores of a run have no columns: name the sets that it compared by a and b.");
    }
    String runId = checked(context, choice.scores());
    PairFiles files = PairFiles.read(context.hadoop(), choice, a);
    return new MatrixScores(
        runId,
        a == null
            ? files.classes(settings.skipBad())
            : files.classes(a::speaker, b::speaker, settings.skipBad()),
        a,
        b,
        demand,
        "run "
            + runId
            + " "
            + files.identity()
            + (a == null ? "" : a.identity() + "\n" + b.identity()));
  }

  /**
   * The id of a run whose matrix can be read.
   *
   * @param run {@code run:ID}
   * @throws RequestException {@code trials.censored} or {@code set.too-large}, or if there is none
   */
  public static String checked(JobContext context, String run) {
    String runId = SetSource.checkRun(context.warehouse(), run, OPTION);
    ScoreBlocks blocks = new ScoreBlocks(context.warehouse());
    long cells = blocks.count(runId, Side.A) * blocks.count(runId, Side.B);
    if (!blocks.hasMatrix(runId)) {
      throw new RequestException(
          Fault.TRIALS_CENSORED,
          List.of(OPTION),
          "That run has no score matrix, only the pairs that it kept: evaluate its sets by --a and"
              + " --b instead.");
    }
    if (cells > MOST_PAIRS) {
      throw new RequestException(
          Fault.SET_TOO_LARGE,
          List.of(OPTION),
          "The matrix has %,d scores, over %,d: evaluate its sets by --a and --b instead."
              .formatted(cells, MOST_PAIRS));
    }
    return runId;
  }

  /**
   * Hands over all pairs of a run, an id of set A, one of set B, and their score, but those that an
   * erasure left blank.
   */
  public static void read(Warehouse warehouse, String runId, GivenPairs.Taker taker) {
    ScoreBlocks blocks = new ScoreBlocks(warehouse);
    List<String> columns = blocks.members(runId, Side.A);
    List<String> rows = blocks.members(runId, Side.B);
    float[] scores = blocks.read(runId, columns.size(), rows.size());
    for (int row = 0, i = 0; row < rows.size(); row++) {
      for (int column = 0; column < columns.size(); column++, i++) {
        if (!Float.isNaN(scores[i])) {
          taker.take(columns.get(column), rows.get(row), scores[i]);
        }
      }
    }
  }

  @Override
  public ScoredTrials score(JobContext context, Run run) {
    Conditions conditions =
        a == null ? Conditions.NONE : DescribedSet.conditions(demand.by(), a, b);
    PairTrials trials = new PairTrials(classes, conditions, demand.worst());
    int[] numbers = new int[conditions.properties()];
    read(
        context.warehouse(),
        runId,
        (idA, idB, score) -> {
          if (idA.equals(idB) || !isKnown(a, idA) || !isKnown(b, idB)) {
            trials.leaveOut();
            return;
          }
          for (int by = 0; by < numbers.length; by++) {
            numbers[by] =
                conditions.number(by, a.value(conditions, by, idA), b.value(conditions, by, idB));
          }
          trials.take(idA, idB, score, numbers);
        });
    return trials.known().scored(demand, null, trials.missing(), trials.worst());
  }

  private static boolean isKnown(DescribedSet set, String id) {
    return set == null || set.byId().containsKey(id);
  }
}
