package org.voxmatrix.jobs.evaluate;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.compare.ScoreBlocks;
import org.voxmatrix.jobs.compare.SetSource;
import org.voxmatrix.jobs.evaluate.evidence.ScoredPair;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.metrics.TrialCounts;
import org.voxmatrix.score.Side;

/**
 * The matrix of a comparison, with its trials by a list or by labels. Runs that kept the best pairs
 * alone are refused: of what they left out nothing is known.
 *
 * @param most of the worst errors that are kept
 */
public record MatrixScores(String runId, PairClasses pairs, int most) implements TrialSource {

  private static final long MOST_PAIRS = 20_000_000;
  private static final String OPTION = "scores";

  static MatrixScores open(JobContext context, TrialChoice choice, int most) {
    if (choice.labels() == null && choice.trials() == null) {
      throw RequestException.badValue(
          "labels", "The scores of a run have no labels: give labels or trials.");
    }
    String runId = checked(context, choice.scores());
    return new MatrixScores(runId, PairClasses.read(context.hadoop(), choice), most);
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

  /** Hands over all pairs of a run, an id of set A, one of set B, and their score. */
  public static void read(SparkSession spark, String runId, GivenPairs.Taker taker) {
    for (Row row : rows(spark, runId)) {
      taker.take(row.getString(0), row.getString(1), row.getFloat(2));
    }
  }

  private static List<Row> rows(SparkSession spark, String runId) {
    return ScoreBlocks.pairs(spark)
        .where(col("run_id").equalTo(runId))
        .select("id_a", "id_b", "score")
        .collectAsList();
  }

  @Override
  public String identity() {
    return "run " + runId + " " + pairs.sha256();
  }

  @Override
  public ScoredTrials score(JobContext context, Run run) {
    List<Row> scores = rows(context.spark(), runId);
    double[] targets = new double[scores.size()];
    double[] nonTargets = new double[scores.size()];
    int t = 0;
    int n = 0;
    long unknown = 0;
    List<ScoredPair> trials = new ArrayList<>();
    for (Row row : scores) {
      Boolean target =
          row.getString(0).equals(row.getString(1))
              ? null
              : pairs.take(row.getString(0), row.getString(1));
      if (target == null) {
        unknown++;
      } else if (target) {
        targets[t++] = row.getFloat(2);
      } else {
        nonTargets[n++] = row.getFloat(2);
      }
      if (most > 0 && target != null) {
        trials.add(new ScoredPair(target, row.getFloat(2), row.getString(0), row.getString(1)));
      }
    }
    return ScoredTrials.of(
        TrialCounts.of(Arrays.copyOf(targets, t), Arrays.copyOf(nonTargets, n)),
        null,
        unknown + pairs.left(),
        ScoredPair.worst(trials, most));
  }
}
