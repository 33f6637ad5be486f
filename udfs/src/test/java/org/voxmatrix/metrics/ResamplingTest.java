package org.voxmatrix.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResamplingTest {

  private static final DetectionCost COST = DetectionCost.of(0.05);

  /** Of targets and non-targets of mean 2 and -2 and deviation 2, which are LLRs. */
  private static final double EER = 0.1586553;

  private static final double CLLR = 0.5140558;

  private static final ToDoubleFunction<Replicates.Sample> RATE =
      sample -> Hull.of(sample.counts()).equalErrorRate();
  private static final ToDoubleFunction<Replicates.Sample> LEAST_COST =
      sample -> COST.minimum(ErrorRates.of(sample.counts()));
  private static final ToDoubleFunction<Replicates.Sample> COST_AT_BAYES =
      sample -> COST.actual(ErrorRates.of(sample.counts()));
  private static final ToDoubleFunction<Replicates.Sample> MINIMUM =
      sample -> Hull.of(sample.counts()).minimumCost();

  /** A trial of two speakers, or of one. */
  private record Trial(int one, int other, float score) {

    boolean target() {
      return one == other;
    }
  }

  /** All pairs of some recordings of speakers whose trials are more or less similar. */
  private static List<Trial> trials(int speakers, int each, Random random) {
    double[] own = random.doubles(speakers).map(x -> random.nextGaussian()).toArray();
    double[] foreign = random.doubles(speakers).map(x -> random.nextGaussian()).toArray();
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < speakers * each; i++) {
      for (int j = 0; j < i; j++) {
        int one = i / each;
        int other = j / each;
        double score =
            one == other
                ? 2 + 1.2 * own[one] + 1.6 * random.nextGaussian()
                : -2 + foreign[one] + foreign[other] + Math.sqrt(2) * random.nextGaussian();
        trials.add(new Trial(one, other, (float) score));
      }
    }
    return trials;
  }

  private static Replicates replicates(Resampling resampling, List<Trial> trials, int parts) {
    float[] targets = floats(trials.stream().filter(Trial::target).toList());
    SpeakerTallies tallies =
        SpeakerTallies.of(resampling, targets, new double[] {COST.threshold()});
    SpeakerTally[] tally = new SpeakerTally[parts];
    Arrays.setAll(tally, part -> tallies.make());
    for (int i = 0; i < trials.size(); i++) {
      Trial trial = trials.get(i);
      float[] score = {trial.score()};
      int unit = resampling.unit(trial.one());
      if (trial.target()) {
        tally[i % parts].targets(unit, score, nats(-trial.score()));
      } else {
        tally[i % parts].nonTargets(
            unit, resampling.unit(trial.other()), score, 0, 1, nats(trial.score()));
      }
    }
    for (int part = parts - 1; part > 0; part--) {
      tally[0].add(tally[part]);
    }
    return tally[0].replicates();
  }

  private static double nats(double ratio) {
    return Math.log1p(Math.exp(ratio));
  }

  private static float[] floats(List<Trial> trials) {
    float[] scores = new float[trials.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = trials.get(i).score();
    }
    return scores;
  }

  /** Trials by what each weighs. */
  private static TrialCounts weighted(List<Trial> trials, ToDoubleFunction<Trial> weight) {
    double[] scores = trials.stream().mapToDouble(Trial::score).sorted().distinct().toArray();
    double[] targets = new double[scores.length];
    double[] nonTargets = new double[scores.length];
    for (Trial trial : trials) {
      (trial.target() ? targets : nonTargets)[Arrays.binarySearch(scores, trial.score())] +=
          weight.applyAsDouble(trial);
    }
    return TrialCounts.ofSorted(scores, targets, nonTargets);
  }

  private static void isThatOf(TrialCounts counts, Replicates.Sample sample) {
    Replicates.Sample expected = new Replicates.Sample(counts, LogLikelihoodCost.of(counts));
    assertThat(RATE.applyAsDouble(sample)).isCloseTo(RATE.applyAsDouble(expected), within(1e-12));
    assertThat(MINIMUM.applyAsDouble(sample))
        .isCloseTo(MINIMUM.applyAsDouble(expected), within(1e-12));
    assertThat(LEAST_COST.applyAsDouble(sample))
        .isCloseTo(LEAST_COST.applyAsDouble(expected), within(1e-12));
    assertThat(COST_AT_BAYES.applyAsDouble(sample))
        .isCloseTo(COST_AT_BAYES.applyAsDouble(expected), within(1e-12));
    assertThat(sample.cost()).isCloseTo(expected.cost(), within(1e-5));
  }

  @Test
  void aDrawnSpeakersTrialsWeighWhatBothSidesDo() {
    List<Trial> trials = trials(12, 4, new Random(1));
    Resampling resampling = Resampling.of(trials.size(), 12);
    double[][] times = resampling.draws();

    Replicates replicates = replicates(resampling, trials, 1);

    assertThat(resampling.method()).isEqualTo(Resampling.Method.BOOTSTRAP);
    assertThat(replicates.units()).isEqualTo(12);
    assertThat(replicates.replicates()).hasSize(Resampling.DRAWS);
    isThatOf(weighted(trials, trial -> 1), replicates.all());
    for (int draw = 0; draw < 20; draw++) {
      int number = draw;
      assertThat(Arrays.stream(times).mapToDouble(of -> of[number]).sum()).isEqualTo(12);
      isThatOf(
          weighted(
              trials,
              trial ->
                  trial.target()
                      ? times[trial.one()][number]
                      : times[trial.one()][number] * times[trial.other()][number]),
          replicates.replicates().get(draw));
    }
  }

  @Test
  void aSpeakerIsLeftOutWithAllItsTrials() {
    List<Trial> trials = trials(12, 4, new Random(2));

    Replicates replicates = replicates(Resampling.jackknife(12), trials, 1);

    assertThat(replicates.replicates()).hasSize(12);
    isThatOf(weighted(trials, trial -> 1), replicates.all());
    for (int left = 0; left < 12; left++) {
      int speaker = left;
      isThatOf(
          weighted(trials, trial -> trial.one() == speaker || trial.other() == speaker ? 0 : 1),
          replicates.replicates().get(left));
    }
  }

  @Test
  void ofManySpeakersGroupsAreLeftOut() {
    List<Trial> trials = trials(450, 2, new Random(3));
    Resampling resampling = Resampling.of(20_000_000, 450);
    assertThat(resampling).isEqualTo(new Resampling(Resampling.Method.JACKKNIFE, 450, 200));

    Replicates replicates = replicates(resampling, trials, 1);

    assertThat(replicates.replicates()).hasSize(200);
    long left =
        trials.stream()
            .filter(t -> resampling.unit(t.one()) != 7 && resampling.unit(t.other()) != 7)
            .count();
    TrialCounts counts = replicates.replicates().get(7).counts();
    assertThat(counts.targets() + counts.nonTargets()).isEqualTo(left);
  }

  @ParameterizedTest
  @EnumSource
  void partsAddUpToTheWhole(Resampling.Method method) {
    List<Trial> trials = trials(30, 5, new Random(4));
    Resampling resampling = new Resampling(method, 30, 30);

    Replicates whole = replicates(resampling, trials, 1);
    Replicates parts = replicates(resampling, trials, 7);

    for (ToDoubleFunction<Replicates.Sample> metric :
        List.of(RATE, MINIMUM, LEAST_COST, COST_AT_BAYES, Replicates.Sample::cost)) {
      assertThat(parts.replicates().stream().mapToDouble(metric).toArray())
          .isEqualTo(whole.replicates().stream().mapToDouble(metric).toArray());
    }
  }

  /**
   * 95 % is asked for. Costs at a threshold of few false alarms are skewed, and hold less often.
   * Measured on 200 runs of 60 speakers with 6 each, of EER, minimum Cllr, minimum DCF, DCF and
   * Cllr: bootstrap 96, 95, 92.5, 91 and 96.5 %, jackknife 96, 96.5, 93.5, 90.5 and 96.5 %.
   */
  @ParameterizedTest
  @CsvSource({"BOOTSTRAP, 40, 5", "JACKKNIFE, 40, 5", "BOOTSTRAP, 15, 10"})
  void intervalsHoldTheTruthAsOftenAsTheySay(Resampling.Method method, int speakers, int each) {
    int runs = 60;
    int[] held = new int[5];
    double bayes = COST.of(tail(2 - COST.threshold()), tail(2 + COST.threshold()));
    List<ToDoubleFunction<Replicates.Sample>> metrics =
        List.of(RATE, MINIMUM, LEAST_COST, COST_AT_BAYES, Replicates.Sample::cost);
    double[] truth = {EER, CLLR, bayes, bayes, CLLR};
    for (int run = 0; run < runs; run++) {
      List<Trial> trials = trials(speakers, each, new Random(100 + run));
      Replicates replicates = replicates(new Resampling(method, speakers, speakers), trials, 1);
      TrialCounts counts = counts(trials);
      Replicates.Sample exact = new Replicates.Sample(counts, LogLikelihoodCost.of(counts));
      for (int i = 0; i < metrics.size(); i++) {
        Interval interval =
            Interval.of(metrics.get(i).applyAsDouble(exact), replicates, metrics.get(i), i == 0)
                .orElseThrow();
        if (interval.low() <= truth[i] && truth[i] <= interval.high()) {
          held[i]++;
        }
      }
    }
    for (int i = 0; i < metrics.size(); i++) {
      assertThat(held[i])
          .isGreaterThanOrEqualTo(Math.round((i == 2 || i == 3 ? 0.85f : 0.9f) * runs));
    }
    // Nor are they too wide: some miss.
    assertThat(Arrays.stream(held).sum()).isLessThan(5 * runs);
  }

  /** One speaker has all misses: of more than a third of the draws it is not. */
  @Test
  void errorsOfOneSpeakerHaveNoLimitThatIsNoNumber() {
    List<Trial> trials = new ArrayList<>(trials(8, 3, new Random(5)));
    trials.removeIf(Trial::target);
    for (int speaker = 0; speaker < 8; speaker++) {
      trials.add(new Trial(speaker, speaker, speaker == 0 ? -1 : 9));
    }
    ToDoubleFunction<Replicates.Sample> misses =
        sample -> ErrorRates.of(sample.counts()).missRate(ErrorRates.of(sample.counts()).at(0));
    Replicates replicates = replicates(Resampling.of(trials.size(), 8), trials, 1);

    assertThat(Interval.of(0.125, replicates, misses, true))
        .hasValueSatisfying(
            interval -> {
              assertThat(interval.low()).isZero();
              assertThat(interval.high()).isBetween(0.3, 0.7);
            });
    assertThat(Interval.of(0.125, replicates(Resampling.jackknife(8), trials, 1), misses, true))
        .isEmpty();
  }

  private static TrialCounts counts(List<Trial> trials) {
    return TrialCounts.of(
        trials.stream().filter(Trial::target).mapToDouble(Trial::score).toArray(),
        trials.stream().filter(trial -> !trial.target()).mapToDouble(Trial::score).toArray());
  }

  private static double tail(double distance) {
    return new NormalDistribution().cumulativeProbability(-distance / 2);
  }
}
