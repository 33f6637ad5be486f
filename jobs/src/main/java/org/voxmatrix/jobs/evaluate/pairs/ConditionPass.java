package org.voxmatrix.jobs.evaluate.pairs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.jobs.compare.engine.Comparison;
import org.voxmatrix.jobs.compare.engine.ScorePass;
import org.voxmatrix.jobs.evaluate.metric.ConditionTrials;
import org.voxmatrix.jobs.evaluate.metric.Conditions;
import org.voxmatrix.metrics.Boundaries;
import org.voxmatrix.metrics.LogLikelihoodCost;
import org.voxmatrix.metrics.Replicates;
import org.voxmatrix.metrics.Resampling;
import org.voxmatrix.metrics.ScoreTally;
import org.voxmatrix.metrics.ScoreTally.Between;
import org.voxmatrix.metrics.SpeakerTallies;
import org.voxmatrix.metrics.SpeakerTally;
import org.voxmatrix.metrics.TrialCounts;

/**
 * A pass over all pairs that counts the trials of each condition, between scores of its own target
 * trials. Intervals are those of a jackknife: its counts are few enough for many conditions.
 *
 * @param targets all target trials
 * @param thresholds whose rates are to be known
 * @param speakers number of them
 */
public record ConditionPass(
    TrialTiles tiles,
    Conditions conditions,
    TargetTrials.Found targets,
    double[] thresholds,
    int speakers) {

  /**
   * Counts.
   *
   * @return conditions with any trial, in the order in which they are shown
   */
  public List<ConditionTrials> over(
      SparkSession spark, Comparison comparison, LongConsumer progress) {
    float[][][] byUnit = new float[conditions.count()][][];
    Boundaries[] exact = new Boundaries[conditions.count()];
    SpeakerTallies[] units = new SpeakerTallies[conditions.count()];
    Resampling leftOut = Resampling.jackknife(speakers);
    for (int by = 0; by < conditions.properties(); by++) {
      int[] ofTrial = conditionsOfTargets(by);
      for (int condition : conditions.inOrder(by)) {
        byUnit[condition] =
            targets.byFold(
                row -> leftOut.unit(tiles.rows().speakers()[row]),
                leftOut.units(),
                trial -> ofTrial[trial] == condition);
        float[] all = TargetTrials.all(byUnit[condition]);
        exact[condition] = Boundaries.ofScores(all, thresholds);
        units[condition] = SpeakerTallies.of(leftOut, all, thresholds);
      }
    }
    Broadcast<ConditionTally.Plan> sent =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(new ConditionTally.Plan(conditions, leftOut, exact, units));
    TrialTiles pairs = tiles;
    ConditionTally.Counts[] counts;
    try {
      counts =
          ScorePass.over(
              spark,
              comparison,
              () -> new ConditionTally(pairs, sent),
              ConditionTally.Counts::add,
              progress);
    } finally {
      sent.destroy();
    }
    List<ConditionTrials> found = new ArrayList<>();
    for (int by = 0; by < conditions.properties(); by++) {
      for (int condition : conditions.inOrder(by)) {
        ConditionTally.Counts of =
            new ConditionTally.Counts(new ScoreTally(exact[condition]), units[condition].make());
        if (counts[condition] != null) {
          of.whole().add(counts[condition].whole());
          of.units().add(counts[condition].units());
        }
        ConditionTrials trials = trials(by, condition, byUnit[condition], of);
        if (trials.exact().counts().targets() + trials.exact().counts().nonTargets() > 0) {
          found.add(trials);
        }
      }
    }
    return found;
  }

  private int[] conditionsOfTargets(int by) {
    int[] ofRows = tiles.rows().conditions()[by];
    int[] ofColumns = tiles.columns().conditions()[by];
    int[] found = new int[targets.scores().length];
    Arrays.setAll(
        found,
        trial ->
            conditions.number(
                by, ofRows[targets.rows()[trial]], ofColumns[targets.columns()[trial]]));
    return found;
  }

  private ConditionTrials trials(
      int by, int condition, float[][] byUnit, ConditionTally.Counts counts) {
    SpeakerTally tally = counts.units();
    for (int unit = 0; unit < byUnit.length; unit++) {
      tally.targets(unit, byUnit[unit], nats(byUnit[unit]));
    }
    float[] all = TargetTrials.all(byUnit);
    Arrays.sort(all);
    ScoreTally nonTargets = counts.whole();
    TrialCounts exact = nonTargets.with(all, Between.LOWEST);
    double cost =
        nonTargets.count() == 0
            ? Double.NaN
            : (nats(all) / Math.log(2) / all.length + nonTargets.meanNonTargetCost()) / 2;
    return new ConditionTrials(
        conditions.group(by, condition),
        new Replicates.Sample(exact, cost),
        speakersOf(by, condition),
        tally.replicates());
  }

  private static double nats(float[] sorted) {
    double cost = 0;
    for (float score : sorted) {
      cost += LogLikelihoodCost.ofTarget(score);
    }
    return cost * Math.log(2);
  }

  /** Those of members that can be a side. */
  private int speakersOf(int by, int condition) {
    int[] sides = conditions.sides(by, condition);
    BitSet speakers = new BitSet();
    for (MemberLabels labels : List.of(tiles.rows(), tiles.columns())) {
      int[] values = labels.conditions()[by];
      for (int i = 0; i < values.length; i++) {
        if (values[i] == sides[0] || values[i] == sides[1]) {
          speakers.set(labels.speakers()[i]);
        }
      }
    }
    return speakers.cardinality();
  }
}
