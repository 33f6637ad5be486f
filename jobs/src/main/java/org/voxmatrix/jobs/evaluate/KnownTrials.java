package org.voxmatrix.jobs.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.voxmatrix.jobs.evaluate.evidence.WorstError;
import org.voxmatrix.jobs.evaluate.metric.ConditionTrials;
import org.voxmatrix.jobs.evaluate.metric.Conditions;
import org.voxmatrix.metrics.LogLikelihoodCost;
import org.voxmatrix.metrics.Replicates;
import org.voxmatrix.metrics.Resampling;
import org.voxmatrix.metrics.SpeakerTallies;
import org.voxmatrix.metrics.SpeakerTally;
import org.voxmatrix.metrics.TrialCounts;

/** Trials whose scores are all there, in memory. */
record KnownTrials(List<Trial> trials) {

  /**
   * A trial.
   *
   * @param speakerA null if it is not known
   * @param speakerB null if it is not known
   * @param values for each property by which trials are told apart
   */
  record Trial(
      boolean target, double score, String speakerA, String speakerB, List<String> values) {}

  /** Counts them. */
  ScoredTrials scored(Demand demand, long missing, List<WorstError> worst) {
    TrialCounts counts = counts(trials).requireBothClasses();
    double[] thresholds = demand.thresholds().stream().mapToDouble(Double::doubleValue).toArray();
    Map<String, Integer> speakers = speakers();
    return new ScoredTrials(
        counts,
        counts,
        LogLikelihoodCost.of(counts),
        null,
        speakers == null ? null : Integer.valueOf(speakers.size()),
        0,
        missing,
        ScoredTrials.Folds.NONE,
        speakers == null
            ? null
            : replicates(
                trials, speakers, Resampling.of(trials.size(), speakers.size()), thresholds),
        conditions(demand, speakers, demand.ofConditions(counts)),
        worst);
  }

  private List<ConditionTrials> conditions(
      Demand demand, Map<String, Integer> speakers, double[] thresholds) {
    List<Set<String>> found = new ArrayList<>();
    for (int i = 0; i < demand.by().size(); i++) {
      Set<String> values = new HashSet<>();
      for (Trial trial : trials) {
        values.add(trial.values().get(i));
      }
      found.add(values);
    }
    Conditions conditions = Conditions.of(demand.by(), found);
    List<ConditionTrials> all = new ArrayList<>();
    for (int i = 0; i < conditions.properties(); i++) {
      int property = i;
      for (String value : conditions.values().get(i)) {
        List<Trial> some =
            trials.stream().filter(trial -> trial.values().get(property).equals(value)).toList();
        TrialCounts counts = counts(some);
        int number = conditions.value(i, value);
        all.add(
            new ConditionTrials(
                conditions.group(i, conditions.number(i, number, number)),
                new Replicates.Sample(counts, LogLikelihoodCost.of(counts)),
                speakers == null ? null : Integer.valueOf(new KnownTrials(some).speakers().size()),
                speakers == null
                    ? null
                    : replicates(
                        some, speakers, Resampling.jackknife(speakers.size()), thresholds)));
      }
    }
    return all;
  }

  /** By name; null if one is not known. */
  private Map<String, Integer> speakers() {
    if (trials.stream().anyMatch(one -> one.speakerA() == null || one.speakerB() == null)) {
      return null;
    }
    TreeSet<String> names = new TreeSet<>();
    trials.stream().flatMap(one -> Stream.of(one.speakerA(), one.speakerB())).forEach(names::add);
    Map<String, Integer> numbers = new HashMap<>();
    names.forEach(name -> numbers.put(name, numbers.size()));
    return numbers;
  }

  private static Replicates replicates(
      List<Trial> trials,
      Map<String, Integer> speakers,
      Resampling resampling,
      double[] thresholds) {
    double[] scores = scores(trials, true);
    float[] targets = new float[scores.length];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = (float) scores[i];
    }
    SpeakerTally tally = SpeakerTallies.of(resampling, targets, thresholds).make();
    for (Trial trial : trials) {
      float[] score = {(float) trial.score()};
      int unit = resampling.unit(speakers.get(trial.speakerA()));
      if (trial.target()) {
        tally.targets(unit, score, LogLikelihoodCost.ofTarget(trial.score()) * Math.log(2));
      } else {
        tally.nonTargets(
            unit,
            resampling.unit(speakers.get(trial.speakerB())),
            score,
            0,
            1,
            LogLikelihoodCost.ofNonTarget(trial.score()) * Math.log(2));
      }
    }
    return tally.replicates();
  }

  /** There may be none of a class. */
  private static TrialCounts counts(List<Trial> trials) {
    double[] targets = scores(trials, true);
    double[] nonTargets = scores(trials, false);
    if (targets.length > 0 && nonTargets.length > 0) {
      return TrialCounts.of(targets, nonTargets);
    }
    double[] scores = trials.stream().mapToDouble(Trial::score).sorted().distinct().toArray();
    double[] some = new double[scores.length];
    trials.forEach(trial -> some[Arrays.binarySearch(scores, trial.score())]++);
    double[] none = new double[scores.length];
    return TrialCounts.ofSorted(
        scores, targets.length > 0 ? some : none, targets.length > 0 ? none : some);
  }

  private static double[] scores(List<Trial> trials, boolean target) {
    return trials.stream()
        .filter(trial -> trial.target() == target)
        .mapToDouble(trial -> trial.score() + 0.0)
        .toArray();
  }
}
