package org.voxmatrix.jobs.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.fixtures.People;
import org.voxmatrix.fixtures.People.Member;
import org.voxmatrix.fixtures.SparkFixture;
import org.voxmatrix.jobs.compare.CompareJob;
import org.voxmatrix.jobs.compare.CompareSettings;
import org.voxmatrix.jobs.evaluate.metric.MeasuredMetric;
import org.voxmatrix.jobs.evaluate.metric.Metric;
import org.voxmatrix.metrics.DetectionCost;
import org.voxmatrix.metrics.ErrorRates;
import org.voxmatrix.metrics.Hull;
import org.voxmatrix.metrics.Interval;
import org.voxmatrix.metrics.LogLikelihoodCost;
import org.voxmatrix.metrics.Replicates;
import org.voxmatrix.metrics.Replicates.Sample;
import org.voxmatrix.metrics.Resampling;
import org.voxmatrix.metrics.TrialCounts;

/** Intervals against those of all trials, weighed one by one. */
class IntervalsTest {

  private static final double THRESHOLD = 0.25;

  @TempDir Path folder;

  private final People people = new People(21);

  private record Trial(int one, int other, double score) {}

  /** 270 target trials: more than boundaries, so that draws are nearly exact. */
  @Test
  void ofASetAgainstItself() {
    List<Member> members = people.of(30, 5);
    String set = People.write(folder, "self", members);

    EvaluateResult result = evaluate(set, set);

    List<Trial> trials = new ArrayList<>();
    List<String> speakers = inOrder(members);
    for (int i = 0; i < members.size(); i++) {
      for (int j = 0; j < i; j++) {
        add(trials, members.get(i), members.get(j), speakers);
      }
    }
    areThoseOf(trials, speakers.size(), result, 0.06);
    assertThat(result.metrics().intervals(30))
        .isEqualTo("of 95 %, by a bootstrap over the speakers");
  }

  /** Fewer target trials than boundaries: draws are exact. Some speakers are in one set alone. */
  @Test
  void ofTwoSets() {
    List<Member> all = people.of(20, 5);
    Collections.shuffle(all, new Random(3));
    List<Member> few = all.subList(0, 40);
    List<Member> many = all.subList(30, 100);
    String a = People.write(folder, "few", few);
    String b = People.write(folder, "many", many);

    EvaluateResult result = evaluate(a, b);

    List<String> speakers =
        Stream.concat(inOrder(few).stream(), inOrder(many).stream()).distinct().toList();
    List<Trial> trials = new ArrayList<>();
    few.forEach(one -> many.forEach(other -> add(trials, one, other, speakers)));
    areThoseOf(trials, speakers.size(), result, 1e-6);
  }

  /** Draws are of speakers by name; of each second pair, scores are float64. */
  @Test
  void ofAList() throws IOException {
    List<Member> members = people.of(25, 5);
    String set = People.write(folder, "listed", members);
    List<String> speakers = byName(members);
    List<Trial> trials = new ArrayList<>();
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < members.size(); i++) {
      for (int j = i % 2; j < i; j += 2) {
        Member a = members.get(i);
        Member b = members.get(j);
        boolean target = a.speaker().equals(b.speaker());
        list.append("%d %s %s%n".formatted(target ? 1 : 0, a.id(), b.id()));
        trials.add(
            new Trial(
                speakers.indexOf(a.speaker()), speakers.indexOf(b.speaker()), People.score(a, b)));
      }
    }
    String file = Files.writeString(folder.resolve("list.txt"), list).toString();

    EvaluateResult result = evaluate(new TrialChoice(set, set, null, "speaker", file, null));

    assertThat(result.evaluation().speakers()).isEqualTo(25);
    areThoseOf(trials, 25, result, 1e-6);
  }

  @Test
  void ofTheMatrixOfARun() throws IOException {
    List<Member> members = people.of(12, 4);
    String a = People.write(folder, "columns", members.subList(0, 44));
    String b = People.write(folder, "rows", members.subList(8, 48));
    StringBuilder labels = new StringBuilder();
    members.forEach(one -> labels.append("%s\t%s%n".formatted(one.id(), one.speaker())));
    Path file = Files.writeString(folder.resolve("utt2spk.tsv"), labels);
    String run =
        new CompareJob(SparkFixture.context(), CompareSettings.of(a, b).withRawModel("random"))
            .execute()
            .runId();

    EvaluateResult result =
        evaluate(new TrialChoice(null, null, "run:" + run, file.toString(), null, null));

    List<String> speakers = byName(members);
    List<Trial> trials = new ArrayList<>();
    for (Member one : members.subList(0, 44)) {
      for (Member other : members.subList(8, 48)) {
        if (!one.id().equals(other.id())) {
          trials.add(
              new Trial(
                  speakers.indexOf(one.speaker()),
                  speakers.indexOf(other.speaker()),
                  (float) People.score(one, other)));
        }
      }
    }
    areThoseOf(trials, 12, result, 1e-4);
  }

  @Test
  void fewSpeakersHaveNone() {
    List<Member> members = people.of(4, 6);
    String set = People.write(folder, "four", members);

    EvaluateResult result = evaluate(set, set);

    assertThat(result.metrics().all()).isNotEmpty().allMatch(one -> one.low() == null);
    assertThat(result.metrics().intervals(4)).startsWith("none: there are too few speakers");
  }

  private static void add(List<Trial> trials, Member a, Member b, List<String> speakers) {
    if (!a.recording().equals(b.recording())) {
      trials.add(
          new Trial(
              speakers.indexOf(a.speaker()), speakers.indexOf(b.speaker()), People.score(a, b)));
    }
  }

  private static List<String> byName(List<Member> members) {
    return members.stream().map(Member::speaker).distinct().sorted().toList();
  }

  /** As the set has them. */
  private static List<String> inOrder(List<Member> members) {
    List<String> names = members.stream().map(Member::speaker).distinct().toList();
    return SparkFixture.spark()
        .createDataset(names, Encoders.STRING())
        .orderBy(xxhash64(col("value")))
        .collectAsList();
  }

  private static void areThoseOf(
      List<Trial> trials, int speakers, EvaluateResult result, double tolerance) {
    double[][] times = new Resampling(Resampling.Method.BOOTSTRAP, speakers, speakers).draws();
    List<Sample> draws = new ArrayList<>();
    for (int draw = 0; draw < Resampling.DRAWS; draw++) {
      int number = draw;
      draws.add(
          weighted(
              trials,
              trial ->
                  trial.one() == trial.other()
                      ? times[trial.one()][number]
                      : times[trial.one()][number] * times[trial.other()][number]));
    }
    Sample all = weighted(trials, trial -> 1);
    Replicates replicates = new Replicates(Resampling.Method.BOOTSTRAP, speakers, all, draws, 0);
    int intervals = 0;
    for (MeasuredMetric metric : result.metrics().all()) {
      ToDoubleFunction<Sample> formula = sample -> value(metric, sample);
      assertThat(metric.value()).isCloseTo(formula.applyAsDouble(all), within(1e-6));
      boolean isRate =
          metric.metric() == Metric.Kind.EER || metric.metric().word().contains("rate");
      Interval right =
          Interval.of(formula.applyAsDouble(all), replicates, formula, isRate).orElse(null);
      if (right == null) {
        assertThat(metric.low()).isNull();
        continue;
      }
      intervals++;
      double width = right.high() - right.low();
      double loose = tolerance + (metric.metric() == Metric.Kind.CLLR ? 1e-3 : 0);
      // On the line between two scores, where the formula here jumps.
      loose += metric.metric() == Metric.Kind.MISS_RATE_AT_FALSE_ALARM_RATE ? 0.1 : 0;
      assertThat(metric.low()).as("%s", metric).isCloseTo(right.low(), within(loose * width));
      assertThat(metric.high())
          .as("%s", metric)
          .isCloseTo(
              metric.metric() == Metric.Kind.MIN_DCF ? Math.min(1, right.high()) : right.high(),
              within(loose * width));
      assertThat(metric.low()).isLessThan(metric.value());
      assertThat(metric.high()).isGreaterThan(metric.value());
    }
    assertThat(intervals).isGreaterThan(8);
  }

  private static double value(MeasuredMetric metric, Sample sample) {
    ErrorRates rates = ErrorRates.of(sample.counts());
    Double of = metric.parameter();
    return switch (metric.metric()) {
      case EER -> Hull.of(sample.counts()).equalErrorRate();
      case CLLR -> sample.cost();
      case MIN_CLLR -> Hull.of(sample.counts()).minimumCost();
      case ACTUAL_DCF -> DetectionCost.of(of).actual(rates) / Math.min(of, 1 - of);
      case MIN_DCF -> DetectionCost.of(of).minimum(rates) / Math.min(of, 1 - of);
      case MISS_RATE -> rates.missRate(rates.at(of));
      case FALSE_ALARM_RATE -> rates.falseAlarmRate(rates.at(of));
      case MISS_RATE_AT_FALSE_ALARM_RATE -> rates.missRate(rates.atFalseAlarmRate(of));
    };
  }

  private static Sample weighted(List<Trial> trials, ToDoubleFunction<Trial> weight) {
    double[] scores = trials.stream().mapToDouble(Trial::score).sorted().distinct().toArray();
    double[] targets = new double[scores.length];
    double[] nonTargets = new double[scores.length];
    for (Trial trial : trials) {
      (trial.one() == trial.other() ? targets : nonTargets)
              [Arrays.binarySearch(scores, trial.score())] +=
          weight.applyAsDouble(trial);
    }
    TrialCounts counts = TrialCounts.ofSorted(scores, targets, nonTargets);
    return new Sample(counts, LogLikelihoodCost.of(counts));
  }

  private static EvaluateResult evaluate(String a, String b) {
    return evaluate(TrialChoice.ofSets(a, b, "speaker"));
  }

  private static EvaluateResult evaluate(TrialChoice choice) {
    return new EvaluateJob(
            SparkFixture.context(),
            EvaluateSettings.of(choice)
                .withRawModel(choice.scores() == null ? "random" : null)
                .withThresholds(List.of(THRESHOLD)))
        .execute();
  }
}
