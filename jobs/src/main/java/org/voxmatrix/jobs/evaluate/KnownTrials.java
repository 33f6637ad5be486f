package org.voxmatrix.jobs.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.voxmatrix.jobs.evaluate.evidence.WorstError;
import org.voxmatrix.jobs.evaluate.metric.ConditionTrials;
import org.voxmatrix.jobs.evaluate.metric.Conditions;
import org.voxmatrix.metrics.LogLikelihoodCost;
import org.voxmatrix.metrics.Replicates;
import org.voxmatrix.metrics.Resampling;
import org.voxmatrix.metrics.SpeakerTallies;
import org.voxmatrix.metrics.SpeakerTally;
import org.voxmatrix.metrics.TrialCounts;

/** Trials whose scores are all there: in arrays, because they may be many millions. */
public final class KnownTrials {

  /** The number of a speaker who is not known. */
  private static final int UNKNOWN = -1;

  private static final int PLACE_BITS = 31;
  private static final long PLACE = (1L << PLACE_BITS) - 1;

  private final Conditions conditions;
  private final Map<String, Integer> speakers = new HashMap<>();
  private final BitSet targets = new BitSet();
  private double[] scores = new double[16];
  private int[] speakersOfA = new int[16];
  private int[] speakersOfB = new int[16];
  private final byte[][] conditionOf;
  private int size;

  /**
   * @param conditions by which they are told apart
   */
  public KnownTrials(Conditions conditions) {
    this.conditions = conditions;
    this.conditionOf = new byte[conditions.properties()][16];
  }

  /**
   * Adds a trial.
   *
   * @param speakerOfA null if it is not known
   * @param speakerOfB null if it is not known
   * @param numbers of its condition, for each property
   */
  public void add(
      boolean target, double score, String speakerOfA, String speakerOfB, int... numbers) {
    if (size == scores.length) {
      int more = size + size / 2;
      scores = Arrays.copyOf(scores, more);
      speakersOfA = Arrays.copyOf(speakersOfA, more);
      speakersOfB = Arrays.copyOf(speakersOfB, more);
      for (int i = 0; i < conditionOf.length; i++) {
        conditionOf[i] = Arrays.copyOf(conditionOf[i], more);
      }
    }
    targets.set(size, target);
    scores[size] = score + 0.0;
    speakersOfA[size] = number(speakerOfA);
    speakersOfB[size] = number(speakerOfB);
    for (int i = 0; i < conditionOf.length; i++) {
      conditionOf[i][size] = (byte) numbers[i];
    }
    size++;
  }

  private int number(String speaker) {
    return speaker == null ? UNKNOWN : speakers.computeIfAbsent(speaker, anew -> speakers.size());
  }

  /** Counts them. */
  public ScoredTrials scored(
      Demand demand, String scoreKind, long missing, List<WorstError> worst) {
    int[] all = IntStream.range(0, size).toArray();
    TrialCounts counts = counts(all).requireBothClasses();
    double[] thresholds = demand.thresholds().stream().mapToDouble(Double::doubleValue).toArray();
    boolean known = IntStream.of(all).allMatch(i -> speakersOfA[i] >= 0 && speakersOfB[i] >= 0);
    if (known) {
      orderSpeakers();
    }
    return new ScoredTrials(
        counts,
        counts,
        LogLikelihoodCost.of(counts),
        scoreKind,
        known ? Integer.valueOf(speakers.size()) : null,
        0,
        missing,
        known && demand.folds() > 1 ? folds(demand.folds()) : ScoredTrials.Folds.NONE,
        known ? replicates(all, Resampling.of(size, speakers.size()), thresholds) : null,
        conditions(known, demand.ofConditions(counts)),
        worst,
        null);
  }

  private ScoredTrials.Folds folds(int folds) {
    Resampling parts = new Resampling(Resampling.Method.JACKKNIFE, speakers.size(), folds);
    List<TrialCounts> without = new ArrayList<>();
    List<TrialCounts> within = new ArrayList<>();
    for (int i = 0; i < folds; i++) {
      int fold = i;
      without.add(counts(sides(parts, fold, 0)));
      within.add(counts(sides(parts, fold, 2)));
    }
    return new ScoredTrials.Folds(without, within);
  }

  /** The trials so many sides of which are of a fold. */
  private int[] sides(Resampling parts, int fold, int sides) {
    return IntStream.range(0, size)
        .filter(
            i ->
                (parts.unit(speakersOfA[i]) == fold ? 1 : 0)
                        + (parts.unit(speakersOfB[i]) == fold ? 1 : 0)
                    == sides)
        .toArray();
  }

  /** The scores of a class, in the order in which they were added. */
  public double[] scores(boolean target) {
    return scores(IntStream.range(0, size).toArray(), target);
  }

  /** By name: draws do not depend on the order of trials. */
  private void orderSpeakers() {
    int[] places = new int[speakers.size()];
    int place = 0;
    for (int number : new TreeMap<>(speakers).values()) {
      places[number] = place++;
    }
    for (int i = 0; i < size; i++) {
      speakersOfA[i] = places[speakersOfA[i]];
      speakersOfB[i] = places[speakersOfB[i]];
    }
    speakers.replaceAll((name, number) -> places[number]);
  }

  private List<ConditionTrials> conditions(boolean known, double[] thresholds) {
    List<ConditionTrials> found = new ArrayList<>();
    Resampling leftOut = Resampling.jackknife(speakers.size());
    for (int by = 0; by < conditions.properties(); by++) {
      int[][] trials = byCondition(conditionOf[by]);
      for (int condition : conditions.inOrder(by)) {
        int[] some = trials[condition];
        if (some.length > 0) {
          TrialCounts counts = counts(some);
          found.add(
              new ConditionTrials(
                  conditions.group(by, condition),
                  new Replicates.Sample(counts, LogLikelihoodCost.of(counts)),
                  known ? Integer.valueOf(speakersOf(some)) : null,
                  known ? replicates(some, leftOut, thresholds) : null));
        }
      }
    }
    return found;
  }

  /** The trials of each condition. */
  private int[][] byCondition(byte[] of) {
    int[] sizes = new int[conditions.count()];
    for (int i = 0; i < size; i++) {
      sizes[of[i]]++;
    }
    int[][] trials = new int[sizes.length][];
    Arrays.setAll(trials, condition -> new int[sizes[condition]]);
    for (int i = size - 1; i >= 0; i--) {
      trials[of[i]][--sizes[of[i]]] = i;
    }
    return trials;
  }

  private int speakersOf(int[] trials) {
    BitSet met = new BitSet();
    for (int trial : trials) {
      met.set(speakersOfA[trial]);
      met.set(speakersOfB[trial]);
    }
    return met.cardinality();
  }

  private Replicates replicates(int[] trials, Resampling resampling, double[] thresholds) {
    double[] ofTargets = scores(trials, true);
    float[] rounded = new float[ofTargets.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) ofTargets[i];
    }
    SpeakerTally tally = SpeakerTallies.of(resampling, rounded, thresholds).make();
    long[] order = byUnits(trials, resampling);
    for (int from = 0; from < order.length; ) {
      int to = from + 1;
      while (to < order.length && order[to] >> PLACE_BITS == order[from] >> PLACE_BITS) {
        to++;
      }
      add(tally, resampling, order, from, to);
      from = to;
    }
    return tally.replicates();
  }

  /** Above the place of a trial its units and its class: trials of the same ones lie together. */
  private long[] byUnits(int[] trials, Resampling resampling) {
    long[] order = new long[trials.length];
    for (int i = 0; i < trials.length; i++) {
      int trial = trials[i];
      int unit = resampling.unit(speakersOfA[trial]);
      int other = resampling.unit(speakersOfB[trial]);
      long pair = (long) Math.max(unit, other) * resampling.units() + Math.min(unit, other);
      order[i] = (2 * pair + (targets.get(trial) ? 1 : 0)) << PLACE_BITS | trial;
    }
    Arrays.sort(order);
    return order;
  }

  private void add(SpeakerTally tally, Resampling resampling, long[] order, int from, int to) {
    int first = (int) (order[from] & PLACE);
    boolean target = targets.get(first);
    float[] group = new float[to - from];
    double bits = 0;
    for (int i = from; i < to; i++) {
      double score = scores[(int) (order[i] & PLACE)];
      group[i - from] = (float) score;
      bits += target ? LogLikelihoodCost.ofTarget(score) : LogLikelihoodCost.ofNonTarget(score);
    }
    int unit = resampling.unit(speakersOfA[first]);
    double nats = bits * Math.log(2);
    if (target) {
      tally.targets(unit, group, nats);
    } else {
      tally.nonTargets(unit, resampling.unit(speakersOfB[first]), group, 0, group.length, nats);
    }
  }

  /** There may be none of a class. */
  private TrialCounts counts(int[] trials) {
    return TrialCounts.ofAny(scores(trials, true), scores(trials, false));
  }

  private double[] scores(int[] trials, boolean target) {
    return IntStream.of(trials)
        .filter(trial -> targets.get(trial) == target)
        .mapToDouble(trial -> scores[trial])
        .toArray();
  }
}
