package org.voxmatrix.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.People;
import org.voxmatrix.fixtures.People.Member;
import org.voxmatrix.fixtures.RawSets;
import org.voxmatrix.fixtures.SparkFixture;
import org.voxmatrix.jobs.compare.CompareJob;
import org.voxmatrix.jobs.compare.CompareSettings;
import org.voxmatrix.jobs.evaluate.metric.MeasuredMetric;
import org.voxmatrix.jobs.evaluate.metric.Metric;
import org.voxmatrix.metrics.Hull;
import org.voxmatrix.metrics.LogLikelihoodCost;
import org.voxmatrix.metrics.TrialCounts;

class ConditionsTest {

  private static final double THRESHOLD = 0.3;

  @TempDir Path folder;

  private static String sex(Member member) {
    return Integer.parseInt(member.speaker().substring(1)) % 3 == 0 ? "f" : "m";
  }

  /** Of a recording, not of a speaker. */
  private static double length(Member member) {
    return 1 + 3 * (Math.abs(member.recording().hashCode()) % 3);
  }

  private static String band(Member member) {
    return length(member) < 2 ? "under 2 s" : length(member) < 5 ? "2 to 5 s" : "5 to 15 s";
  }

  @Test
  void everyPairByWhatItsSidesShare() {
    List<Member> members = new People(31).of(30, 5);
    String set = write(members);

    EvaluateResult result = evaluate(set, List.of("sex", "duration"));

    List<MeasuredMetric> rates = result.metrics().ofConditions(Metric.Kind.EER);
    assertThat(rates)
        .extracting(rate -> rate.conditionBy() + ": " + rate.condition())
        .containsExactly(
            "sex: f",
            "sex: m",
            "sex: f x m",
            "duration: under 2 s",
            "duration: 2 to 5 s",
            "duration: 5 to 15 s",
            "duration: under 2 s x 2 to 5 s",
            "duration: under 2 s x 5 to 15 s",
            "duration: 2 to 5 s x 5 to 15 s");
    for (MeasuredMetric rate : rates) {
      Function<Member, String> of =
          rate.conditionBy().equals("sex") ? ConditionsTest::sex : ConditionsTest::band;
      Set<String> sides = new TreeSet<>(List.of(rate.condition().split(" x ")));
      isThatOf(members, of, sides, rate, result);
    }
  }

  /** Of the same trials the same: rates, and intervals that leave out each speaker in turn. */
  @Test
  void listsAndMatricesHaveThoseOfTheirSets() throws IOException {
    List<Member> members = new People(33).of(20, 5);
    String set = write(members);
    List<String> by = List.of("sex", "duration");
    String list = Files.writeString(folder.resolve("list.txt"), everyPair(members)).toString();
    String run =
        new CompareJob(SparkFixture.context(), CompareSettings.of(set, set).withRawModel("random"))
            .execute()
            .runId();

    EvaluateResult sets = evaluate(set, by);
    EvaluateResult listed = evaluate(new TrialChoice(set, set, null, "speaker", list, null), by);
    EvaluateResult matrix =
        evaluate(new TrialChoice(set, set, "run:" + run, "speaker", list, null), by);
    EvaluateResult unlabelled = evaluate(TrialChoice.ofList(set, set, list), by);

    for (EvaluateResult result : List.of(listed, matrix, unlabelled)) {
      boolean known = result != unlabelled;
      List<MeasuredMetric> right =
          sets.metrics().all().stream().filter(one -> !one.isOfAll()).toList();
      List<MeasuredMetric> found =
          result.metrics().all().stream().filter(one -> !one.isOfAll()).toList();
      assertThat(found).hasSameSizeAs(right).hasSizeGreaterThan(50);
      for (int i = 0; i < found.size(); i++) {
        MeasuredMetric one = found.get(i);
        MeasuredMetric other = right.get(i);
        assertThat(one.condition()).isEqualTo(other.condition());
        assertThat(one.targets()).isEqualTo(other.targets());
        assertThat(one.nonTargets()).isEqualTo(other.nonTargets());
        assertThat(one.speakers()).isEqualTo(known ? other.speakers() : null);
        isCloseTo(one.value(), other.value());
        isCloseTo(one.low(), known ? other.low() : null);
        isCloseTo(one.high(), known ? other.high() : null);
      }
    }
    assertThat(listed.metrics().withInterval(Metric.Kind.EER, null)).isPresent();
    assertThat(unlabelled.metrics().intervals(null)).isEqualTo("none: the speakers are not known");
  }

  /** Scores of a list are float64, and costs are added up in another order. */
  private static void isCloseTo(Double one, Double other) {
    if (other == null) {
      assertThat(one).isNull();
    } else {
      assertThat(one).isCloseTo(other, within(2e-5 * Math.max(1, Math.abs(other))));
    }
  }

  private static String everyPair(List<Member> members) {
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < members.size(); i++) {
      for (int j = 0; j < i; j++) {
        Member a = members.get(i);
        Member b = members.get(j);
        if (!a.recording().equals(b.recording())) {
          boolean target = a.speaker().equals(b.speaker());
          list.append("%s %s %s%n".formatted(a.id(), b.id(), target ? "target" : "nontarget"));
        }
      }
    }
    return list.toString();
  }

  private static void isThatOf(
      List<Member> members,
      Function<Member, String> of,
      Set<String> sides,
      MeasuredMetric rate,
      EvaluateResult result) {
    List<Double> targets = new ArrayList<>();
    List<Double> nonTargets = new ArrayList<>();
    List<double[]> trials = new ArrayList<>();
    List<String> names = members.stream().map(Member::speaker).distinct().toList();
    for (int i = 0; i < members.size(); i++) {
      for (int j = 0; j < i; j++) {
        Member a = members.get(i);
        Member b = members.get(j);
        if (!a.recording().equals(b.recording())
            && Stream.of(of.apply(a), of.apply(b)).collect(Collectors.toSet()).equals(sides)) {
          double score = People.score(a, b);
          (a.speaker().equals(b.speaker()) ? targets : nonTargets).add(score);
          trials.add(new double[] {names.indexOf(a.speaker()), names.indexOf(b.speaker()), score});
        }
      }
    }
    assertThat(rate.targets()).isEqualTo(targets.size());
    assertThat(rate.nonTargets()).isEqualTo(nonTargets.size());
    assertThat(rate.speakers())
        .isEqualTo(
            (int)
                members.stream()
                    .filter(member -> sides.contains(of.apply(member)))
                    .map(Member::speaker)
                    .distinct()
                    .count());
    MeasuredMetric alarms = result.metrics().of(rate, Metric.Kind.FALSE_ALARM_RATE).orElseThrow();
    assertThat(alarms.value())
        .isCloseTo(
            (double) nonTargets.stream().filter(score -> score >= THRESHOLD).count()
                / nonTargets.size(),
            within(1e-12));
    if (targets.isEmpty()) {
      assertThat(rate.value()).isNull();
      assertThat(rate.low()).isNull();
      return;
    }
    TrialCounts counts = counts(targets, nonTargets);
    assertThat(rate.value()).isCloseTo(Hull.of(counts).equalErrorRate(), within(1e-12));
    assertThat(result.metrics().of(rate, Metric.Kind.MIN_CLLR).orElseThrow().value())
        .isCloseTo(Hull.of(counts).minimumCost(), within(1e-12));
    assertThat(result.metrics().of(rate, Metric.Kind.CLLR).orElseThrow().value())
        .isCloseTo(LogLikelihoodCost.of(counts), within(1e-7));
    // The jackknife by its formula, each speaker left out of all trials in turn.
    isJackknife(
        rate,
        trials,
        new LinkedHashSet<>(
            trials.stream()
                .flatMap(trial -> List.of((int) trial[0], (int) trial[1]).stream())
                .toList()));
  }

  private static void isJackknife(
      MeasuredMetric rate, List<double[]> trials, Set<Integer> speakers) {
    List<Double> logOdds = new ArrayList<>();
    for (int speaker : speakers) {
      List<Double> targets = new ArrayList<>();
      List<Double> nonTargets = new ArrayList<>();
      for (double[] trial : trials) {
        if (trial[0] != speaker && trial[1] != speaker) {
          (trial[0] == trial[1] ? targets : nonTargets).add(trial[2]);
        }
      }
      double value = Hull.of(counts(targets, nonTargets)).equalErrorRate();
      logOdds.add(Math.log(value / (1 - value)));
    }
    double mean = logOdds.stream().mapToDouble(x -> x).average().orElseThrow();
    double squares = logOdds.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
    int n = logOdds.size();
    double t = new TDistribution(n - 1).inverseCumulativeProbability(0.975);
    double reach = t * Math.sqrt((n - 1.0) / n * squares);
    double middle = Math.log(rate.value() / (1 - rate.value()));
    assertThat(rate.low()).isCloseTo(1 / (1 + Math.exp(reach - middle)), within(1e-9));
    assertThat(rate.high()).isCloseTo(1 / (1 + Math.exp(-reach - middle)), within(1e-9));
  }

  @Test
  void tooManyConditionsAndSpeakersAreRefused() {
    List<Member> members = new People(32).of(12, 3);
    String set = write(members);

    assertThatThrownBy(() -> evaluate(set, List.of("recording_id")))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("conditions, over 60");
    assertThatThrownBy(() -> evaluate(set, List.of("speaker")))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("names the speakers themselves");
    assertThatThrownBy(() -> evaluate(set, List.of("age")))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("has no column age");
  }

  private String write(List<Member> members) {
    List<Row> rows = new ArrayList<>();
    for (Member one : members) {
      rows.add(
          RowFactory.create(
              one.id(),
              one.recording(),
              one.speaker(),
              sex(one),
              length(one),
              RawSets.raw(one.vector())));
    }
    String path = folder.resolve("set").toString();
    SparkFixture.spark()
        .createDataFrame(
            rows,
            new StructType()
                .add("id", DataTypes.StringType)
                .add("recording_id", DataTypes.StringType)
                .add("speaker", DataTypes.StringType)
                .add("sex", DataTypes.StringType)
                .add("speech_length", DataTypes.DoubleType)
                .add("voiceprint", DataTypes.StringType))
        .write()
        .parquet(path);
    return path;
  }

  private static EvaluateResult evaluate(String set, List<String> by) {
    return evaluate(TrialChoice.ofSets(set, set, "speaker"), by);
  }

  private static EvaluateResult evaluate(TrialChoice choice, List<String> by) {
    return new EvaluateJob(
            SparkFixture.context(),
            EvaluateSettings.of(choice)
                .withRawModel(choice.scores() == null ? "random" : null)
                .withThresholds(List.of(THRESHOLD))
                .withBy(by))
        .execute();
  }

  private static TrialCounts counts(List<Double> targets, List<Double> nonTargets) {
    return TrialCounts.of(
        targets.stream().mapToDouble(Double::doubleValue).toArray(),
        nonTargets.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
