package org.voxmatrix.jobs.evaluate.versus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.InOwnWarehouse;
import org.voxmatrix.fixtures.People;
import org.voxmatrix.fixtures.People.Member;
import org.voxmatrix.jobs.compare.CompareJob;
import org.voxmatrix.jobs.compare.CompareSettings;
import org.voxmatrix.jobs.evaluate.TrialChoice;
import org.voxmatrix.jobs.evaluate.versus.MetricDifference.Kind;
import org.voxmatrix.jobs.evaluate.versus.MetricDifference.Method;
import org.voxmatrix.jobs.status.TaskDocument;
import org.voxmatrix.ledger.RunPart;
import org.voxmatrix.metrics.DetectionCost;
import org.voxmatrix.metrics.ErrorRates;
import org.voxmatrix.metrics.Hull;
import org.voxmatrix.metrics.Resampling;
import org.voxmatrix.metrics.TrialCounts;

class VersusJobTest extends InOwnWarehouse {

  /** The larger example of ROCAnalysis.jl (MIT), whose results are those of pROC. */
  private static final String FIRST =
      """
      score,label
      0.6,1
      0.7,1
      0.8,1
      0.99,1
      0.8,1
      0.67,1
      0.5,1
      0.1,0
      0.2,0
      0.05,0
      0.3,0
      0.1,0
      0.6,0
      """;

  private static final String SECOND =
      """
      score,label
      0.23,1
      0.7,1
      0.9,1
      0.4,1
      0.77,1
      0.3,1
      0.89,1
      0.3,0
      0.6,0
      0.2,0
      0.1,0
      0.1,0
      0.9,0
      """;

  private record Trial(int one, int other, double first, double second) {

    double score(int system) {
      return system == 0 ? first : second;
    }
  }

  @Test
  void publishedExampleByLine() throws IOException {
    VersusJob.Result result =
        run(TrialChoice.ofScores(file("a.csv", FIRST)), file("b.csv", SECOND), List.of(0.5));

    assertThat(result.differences())
        .extracting(MetricDifference::metric)
        .containsExactly(Kind.AUC, Kind.EER, Kind.MIN_CLLR, Kind.MIN_DCF);
    MetricDifference area = result.differences().get(0);
    // Of 42 pairs one is in the wrong order and one tied; of the other system eleven and one.
    assertThat(area.first()).isCloseTo(40.5 / 42, within(1e-12));
    assertThat(area.second()).isCloseTo(areaOf(SECOND), within(1e-12));
    assertThat(area.probability()).isCloseTo(0.09453, within(5e-6));
    NormalDistribution normal = new NormalDistribution();
    double error = -area.difference() / normal.inverseCumulativeProbability(0.09453 / 2);
    assertThat(area.method()).isEqualTo(Method.DELONG);
    assertThat(area.low()).isCloseTo(area.difference() - 1.959964 * error, within(1e-5));
    assertThat(area.high()).isCloseTo(area.difference() + 1.959964 * error, within(1e-5));
    assertThat(area.speakers()).isNull();
    assertThat(result.differences().subList(1, 4)).allMatch(one -> one.low() == null);
  }

  private static double areaOf(String file) {
    List<String[]> lines = file.lines().skip(1).map(line -> line.split(",")).toList();
    double right = 0;
    for (String[] target : lines.subList(0, 7)) {
      for (String[] nonTarget : lines.subList(7, 13)) {
        int order = Double.compare(Double.parseDouble(target[0]), Double.parseDouble(nonTarget[0]));
        right += order > 0 ? 1 : order == 0 ? 0.5 : 0;
      }
    }
    return right / 42;
  }

  /** Draws of speakers are the same for both systems: weighed trial by trial here. */
  @Test
  void aRunAndAFileOfItsPairs() throws IOException {
    List<Member> members = new People(61).of(20, 4);
    String set = People.write(folder, "set", members);
    String run =
        new CompareJob(own.context(), CompareSettings.of(set, set).withRawModel("random"))
            .execute()
            .runId();
    Random random = new Random(1);
    List<String> speakers = members.stream().map(Member::speaker).distinct().sorted().toList();
    List<Trial> trials = new ArrayList<>();
    StringBuilder scores = new StringBuilder();
    StringBuilder labels = new StringBuilder();
    long left = 0;
    for (Member a : members) {
      labels.append("%s %s%n".formatted(a.id(), a.speaker()));
      for (Member b : members) {
        double score = People.score(a, b);
        // Another system: noisier, and it has not scored every pair.
        float other = (float) (3 * score + random.nextGaussian());
        if (!a.id().equals(b.id()) && random.nextInt(10) > 0) {
          scores.append("%s %s %s%n".formatted(a.id(), b.id(), other));
          trials.add(
              new Trial(
                  speakers.indexOf(a.speaker()),
                  speakers.indexOf(b.speaker()),
                  (float) score,
                  other));
        } else if (!a.id().equals(b.id())) {
          left++;
        }
      }
    }
    scores.append("%s nobody 0.5%n".formatted(members.get(0).id()));
    TrialChoice choice =
        new TrialChoice(
            null, null, "run:" + run, file("utt2spk.txt", labels.toString()), null, null);

    VersusJob.Result result = run(choice, file("scores.txt", scores.toString()), List.of(0.01));

    MetricDifference first = result.differences().get(0);
    assertThat(first.targets() + first.nonTargets()).isEqualTo(trials.size());
    assertThat(first.onlyFirst()).isEqualTo(left).isPositive();
    assertThat(first.onlySecond()).isZero();
    assertThat(first.speakers()).isEqualTo(20);
    assertThat(result.differences()).hasSize(5);
    DetectionCost cost = DetectionCost.of(0.01);
    isThatOf(find(result, Kind.EER), trials, counts -> Hull.of(counts).equalErrorRate(), 0.06);
    isThatOf(find(result, Kind.MIN_CLLR), trials, counts -> Hull.of(counts).minimumCost(), 0.06);
    isThatOf(
        find(result, Kind.MIN_DCF),
        trials,
        counts -> cost.minimum(ErrorRates.of(counts)) / 0.01,
        0.1);
    MetricDifference area = result.differences().get(1);
    assertThat(area.metric()).isEqualTo(Kind.AUC);
    isThatOf(area, trials, VersusJobTest::area, 0.06);

    JsonNode document =
        new TaskDocument(warehouse).of(RunPart.TASK.of(result.runId())).get("result");
    assertThat(document.get("only_first").asLong()).isEqualTo(left);
    assertThat(document.at("/differences/0/metric").asText()).isEqualTo("auc");
    assertThat(document.at("/differences/0/method").asText()).isEqualTo("delong");
    assertThat(document.at("/differences/2/difference").asDouble())
        .isEqualTo(find(result, Kind.EER).difference());
  }

  private static double area(TrialCounts counts) {
    double right = 0;
    double above = 0;
    for (int i = counts.size() - 1; i >= 0; i--) {
      right += counts.nonTargets(i) * (above + counts.targets(i) / 2);
      above += counts.targets(i);
    }
    return right / counts.targets() / counts.nonTargets();
  }

  private static MetricDifference find(VersusJob.Result result, Kind kind) {
    return result.differences().stream()
        .filter(one -> one.metric() == kind)
        .findFirst()
        .orElseThrow();
  }

  /**
   * @param tolerance of the limits, in widths: the job counts between 200 scores
   */
  private static void isThatOf(
      MetricDifference found,
      List<Trial> trials,
      ToDoubleFunction<TrialCounts> metric,
      double tolerance) {
    double[] all = new double[2];
    double[][] drawn = new double[2][];
    double[][] times = new Resampling(Resampling.Method.BOOTSTRAP, 20, 20).draws();
    for (int system = 0; system < 2; system++) {
      int of = system;
      double[] scores = trials.stream().mapToDouble(t -> t.score(of)).sorted().distinct().toArray();
      int[] places =
          trials.stream().mapToInt(t -> Arrays.binarySearch(scores, t.score(of))).toArray();
      all[system] = metric.applyAsDouble(weighted(trials, scores, places, null, 0));
      drawn[system] = new double[Resampling.DRAWS];
      for (int draw = 0; draw < Resampling.DRAWS; draw++) {
        drawn[system][draw] = metric.applyAsDouble(weighted(trials, scores, places, times, draw));
      }
    }
    double difference = all[0] - all[1];
    double[] draws = new double[Resampling.DRAWS];
    Arrays.setAll(draws, draw -> drawn[0][draw] - drawn[1][draw]);
    Arrays.sort(draws);
    double shift = -2 * (draws[500] - difference);
    double deviate =
        Math.sqrt(20.0 / 19) * new TDistribution(19).inverseCumulativeProbability(0.025);
    int from = (int) (1000 * new NormalDistribution().cumulativeProbability(deviate));
    double width = draws[999 - from] - draws[from];

    assertThat(found.first()).isCloseTo(all[0], within(1e-9));
    assertThat(found.second()).isCloseTo(all[1], within(1e-9));
    assertThat(found.difference()).isCloseTo(difference, within(1e-9));
    assertThat(found.method()).isEqualTo(Method.BOOTSTRAP);
    assertThat(found.low()).isCloseTo(draws[from] + shift, within(tolerance * width));
    assertThat(found.high()).isCloseTo(draws[999 - from] + shift, within(tolerance * width));
  }

  private static TrialCounts weighted(
      List<Trial> trials, double[] scores, int[] places, double[][] times, int draw) {
    double[] targets = new double[scores.length];
    double[] nonTargets = new double[scores.length];
    for (int i = 0; i < places.length; i++) {
      Trial trial = trials.get(i);
      boolean target = trial.one() == trial.other();
      double weight = 1;
      if (times != null) {
        weight = times[trial.one()][draw] * (target ? 1 : times[trial.other()][draw]);
      }
      (target ? targets : nonTargets)[places[i]] += weight;
    }
    return TrialCounts.ofSorted(scores, targets, nonTargets);
  }

  /** Of files with ids and labels the order of lines says nothing. */
  @Test
  void filesWithIdsAreMatchedByThem() throws IOException {
    String first = "enroll,test,score,label\na,x,3,1\nb,x,1,0\nb,y,2,1\na,y,2.5,0\nc,y,0,0\n";
    String second = "b y 20\na y 5\nb x 10\nd y 4\na x 30\n";

    VersusJob.Result result =
        run(TrialChoice.ofScores(file("ids.csv", first)), file("other.txt", second), List.of(0.05));

    MetricDifference area = result.differences().get(0);
    assertThat(List.of(area.targets(), area.nonTargets())).containsExactly(2L, 2L);
    assertThat(area.onlyFirst()).isEqualTo(1);
    assertThat(area.onlySecond()).isZero();
    assertThat(area.first()).isEqualTo(0.75);
    assertThat(area.second()).isEqualTo(1);
  }

  @Test
  void whatCannotBeComparedIsRefused() throws IOException {
    assertRefused(FIRST, SECOND.replace("0.89,1", "0.89,0"), "Line 8 is a target trial in one");
    assertRefused(FIRST, SECOND.replace("0.89,1\n", ""), "14 and 13 lines and no ids");
    assertRefused(FIRST, SECOND.replace("0.89,1", "nan,1"), "Line 8 of the scores has no number");
    assertRefused(FIRST, "x,y\n1,0\n", "has no columns score and label");
    String ids = "enroll,test,score,label\na,x,3,1\nb,x,1,0\n";
    assertRefused(ids, "a x 1\na x 2\nb x 0\n", "have a pair twice");
    assertRefused(ids, "a x 1\n", "1 target and 0 non-target trials");
    TrialChoice unlabelled = TrialChoice.ofScores("scores.csv");
    assertThatThrownBy(
            () ->
                new VersusSettings(
                    unlabelled, "run:3fa85f64-5717-4562-b3fc-2c963f66afa6", false, List.of()))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("give labels or trials");
  }

  private void assertRefused(String first, String second, String message) {
    assertThatThrownBy(
            () ->
                run(
                    TrialChoice.ofScores(file("one.csv", first)),
                    file("two.csv", second),
                    List.of(0.5)))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining(message);
  }

  private VersusJob.Result run(TrialChoice first, String second, List<Double> priors) {
    return new VersusJob(own.context(), new VersusSettings(first, second, false, priors)).execute();
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(Path.of(folder.toString(), name), text).toString();
  }
}
