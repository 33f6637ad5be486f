package org.voxmatrix.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.People;
import org.voxmatrix.fixtures.People.Member;
import org.voxmatrix.fixtures.SparkFixture;
import org.voxmatrix.jobs.compare.CompareJob;
import org.voxmatrix.jobs.compare.CompareSettings;
import org.voxmatrix.jobs.status.TaskDocument;
import org.voxmatrix.ledger.RunPart;
import org.voxmatrix.ledger.Suppressions;
import org.voxmatrix.metrics.DetectionCost;
import org.voxmatrix.metrics.ErrorRates;
import org.voxmatrix.metrics.Hull;
import org.voxmatrix.metrics.LogLikelihoodCost;
import org.voxmatrix.metrics.TrialCounts;
import org.voxmatrix.tables.VoxTable;

class EvaluateJobTest {

  private static final double THRESHOLD = 0.25;

  @TempDir Path folder;

  private final People people = new People(4);

  @Test
  void everyPairOfASetAgainstItself() {
    List<Member> members = people.of(30, 5);
    String set = People.write(folder, "self", members);

    EvaluateResult result = evaluate(TrialChoice.ofSets(set, set, "speaker"));

    isThatOf(members, members, result);
    assertThat(result.evaluation().speakers()).isEqualTo(30);
    assertThat(result.evaluation().scoreKind()).isEqualTo("cosine");
  }

  /** What is cut differently, and read in another order, is the same to the last digit. */
  @Test
  void everyPairOfTwoSets() {
    List<Member> all = people.of(40, 6);
    Collections.shuffle(all, new Random(1));
    List<Member> few = all.subList(0, 50);
    List<Member> many = all.subList(20, 240);
    String a = People.write(folder, "few", few);
    String b = People.write(folder, "many", many);

    EvaluateResult result = evaluate(TrialChoice.ofSets(a, b, "speaker"));
    EvaluateResult swapped = evaluate(TrialChoice.ofSets(b, a, "speaker"));

    isThatOf(few, many, result);
    assertThat(withoutTime(swapped)).isEqualTo(withoutTime(result));
    assertThat(swapped.points()).isEqualTo(result.points());
  }

  @Test
  void listedTrialsAndScoresOfThemAreTheSame() throws IOException {
    List<Member> members = people.of(12, 4);
    String set = People.write(folder, "listed", members);
    StringBuilder list = new StringBuilder();
    StringBuilder scores = new StringBuilder("id_a,id_b,score,label\n");
    List<Double> targets = new ArrayList<>();
    List<Double> nonTargets = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      for (int j = 0; j < i; j += 3) {
        Member a = members.get(i);
        Member b = members.get(j);
        boolean target = a.speaker().equals(b.speaker());
        String word = target ? "target" : "nontarget";
        list.append("%s %s %s%n".formatted(a.id(), b.id(), word));
        scores.append("%s,%s,%s,%s%n".formatted(a.id(), b.id(), People.score(a, b), word));
        (target ? targets : nonTargets).add(People.score(a, b));
      }
    }
    list.append("nobody ").append(members.get(0).id()).append(" nontarget\n");
    Path trials = Files.writeString(folder.resolve("trials.txt"), list);
    Path file = Files.writeString(folder.resolve("scores.csv"), scores);

    EvaluateResult listed = evaluate(TrialChoice.ofList(set, set, trials.toString()));
    EvaluateResult given = evaluate(TrialChoice.ofScores(file.toString()));

    TrialCounts counts = counts(targets, nonTargets);
    assertThat(listed.evaluation().eer()).isEqualTo(Hull.of(counts).equalErrorRate());
    assertThat(listed.evaluation().targets()).isEqualTo(targets.size());
    assertThat(listed.evaluation().missing()).isEqualTo(1);
    JsonNode document =
        new TaskDocument(SparkFixture.warehouse()).of(RunPart.TASK.of(listed.runId()));
    assertThat(document.at("/result/eer").doubleValue()).isEqualTo(listed.evaluation().eer());
    assertThat(document.at("/notes/0/type").textValue()).isEqualTo("trials.unknown-id");
    assertThat(document.at("/notes/0/context/id").textValue()).isEqualTo("nobody");
    assertThat(given.evaluation().missing()).isZero();
    assertThat(given.evaluation().minCllr()).isEqualTo(listed.evaluation().minCllr());
    assertThat(given.points()).isEqualTo(listed.points());
  }

  /** Who was erased since a list was made does not come back as an unknown id. */
  @Test
  void erasedIdsOfAListAreCountedAlone() throws IOException {
    List<Member> members = people.of(3, 3);
    String set = People.write(folder, "without", members);
    String erased = "erased-" + UUID.randomUUID();
    Suppressions.load(SparkFixture.warehouse())
        .add(
            SparkFixture.warehouse(),
            UUID.randomUUID().toString(),
            null,
            Map.of(Suppressions.Kind.RECORDING, List.of(erased)));
    Path trials =
        Files.writeString(
            folder.resolve("old.txt"),
            "%1$s %2$s target%n%1$s %3$s nontarget%n%4$s %1$s nontarget%n%4$s#0 %1$s nontarget%n"
                .formatted(members.get(0).id(), members.get(1).id(), members.get(4).id(), erased));
    EvaluateResult result = evaluate(TrialChoice.ofList(set, set, trials.toString()));
    assertThat(result.evaluation().missing()).isEqualTo(2);
    assertThat(
            SparkFixture.spark()
                .table(VoxTable.SET_FAULTS.sqlName())
                .where("run_id = '" + result.runId() + "'")
                .count())
        .isZero();
  }

  @Test
  void theMatrixOfAComparison() throws IOException {
    List<Member> members = people.of(10, 4);
    String set = People.write(folder, "matrix", members);
    StringBuilder labels = new StringBuilder();
    members.forEach(one -> labels.append("%s\t%s%n".formatted(one.id(), one.speaker())));
    Path file = Files.writeString(folder.resolve("utt2spk.tsv"), labels);
    String run =
        new CompareJob(SparkFixture.context(), CompareSettings.of(set, set).withRawModel("random"))
            .execute()
            .runId();

    EvaluateResult matrix =
        evaluate(
            new TrialChoice(
                null, null, "run:" + run.toUpperCase(Locale.ROOT), file.toString(), null, null));
    EvaluateResult sets = evaluate(TrialChoice.ofSets(set, set, file.toString()));

    // Each pair is in the matrix twice, and those of one recording are too.
    assertThat(matrix.evaluation().targets()).isEqualTo(10 * 4 * 3);
    assertThat(sets.evaluation().targets()).isEqualTo(10 * 4 * 3 / 2 - sets.evaluation().leftOut());
  }

  @Test
  void badInputIsOneLine() throws IOException {
    List<Member> members = people.of(5, 2);
    String set = People.write(folder, "bad", members);
    Path nobody = Files.writeString(folder.resolve("labels.csv"), "id,speaker\nnobody,x\n");
    Path nan = Files.writeString(folder.resolve("nan.csv"), "score,label\nNaN,1\n0.5,0\n");
    Path strange = Files.writeString(folder.resolve("strange.txt"), "a b maybe\n");

    assertThatThrownBy(() -> evaluate(TrialChoice.ofSets(set, set, "age")))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("has no column age");
    assertThatThrownBy(() -> evaluate(TrialChoice.ofSets(set, set, nobody.toString())))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("10 voiceprints of set A have no speaker");
    String same = People.write(folder, "same", people.of(1, 3));
    assertThatThrownBy(() -> evaluate(TrialChoice.ofSets(same, same, "speaker")))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("2 target and 0 non-target trials");
    assertThatThrownBy(() -> evaluate(TrialChoice.ofScores(nan.toString())))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("Line 2 of the scores has no number");
    assertThatThrownBy(() -> evaluate(TrialChoice.ofList(set, set, strange.toString())))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("has no form that is known");
    String one = People.write(folder, "one", people.of(1, 2_900));
    assertThatThrownBy(() -> evaluate(TrialChoice.ofSets(one, one, "speaker")))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("4,203,550 target trials, over 4,000,000");
    assertThatThrownBy(() -> new TrialChoice(set, set, null, null, null, null))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("give labels or trials");
  }

  private static void isThatOf(List<Member> a, List<Member> b, EvaluateResult result) {
    List<Double> targets = new ArrayList<>();
    List<Double> nonTargets = new ArrayList<>();
    long leftOut = 0;
    for (int i = 0; i < a.size(); i++) {
      for (int j = 0; j < (a == b ? i : b.size()); j++) {
        if (a.get(i).recording().equals(b.get(j).recording())) {
          leftOut++;
        } else {
          boolean target = a.get(i).speaker().equals(b.get(j).speaker());
          (target ? targets : nonTargets).add(People.score(a.get(i), b.get(j)));
        }
      }
    }
    TrialCounts counts = counts(targets, nonTargets);
    ErrorRates rates = ErrorRates.of(counts);
    Evaluation evaluation = result.evaluation();
    assertThat(evaluation.targets()).isEqualTo(targets.size());
    assertThat(evaluation.nonTargets()).isEqualTo(nonTargets.size());
    assertThat(evaluation.leftOut()).isEqualTo(leftOut).isPositive();
    assertThat(evaluation.eer()).isCloseTo(Hull.of(counts).equalErrorRate(), within(1e-12));
    assertThat(evaluation.eerInterpolated()).isCloseTo(rates.equalErrorRate(), within(1e-12));
    assertThat(evaluation.minCllr()).isCloseTo(Hull.of(counts).minimumCost(), within(1e-12));
    assertThat(evaluation.cllr()).isCloseTo(LogLikelihoodCost.of(counts), within(1e-7));
    for (EvaluationPoint point : result.points()) {
      switch (point.kind()) {
        case PRIOR_BEST -> {
          DetectionCost cost = DetectionCost.of(point.parameter());
          assertThat(point.cost())
              .isCloseTo(cost.minimum(rates) / cost.ofBlindDecisions(), within(1e-12));
        }
        case THRESHOLD -> {
          assertThat(point.missRate()).isEqualTo(rates.missRate(rates.at(THRESHOLD)));
          assertThat(point.falseAlarmRate()).isEqualTo(rates.falseAlarmRate(rates.at(THRESHOLD)));
        }
        case FALSE_ALARM_RATE ->
            assertThat(point.falseAlarmRate())
                .isLessThanOrEqualTo(point.parameter())
                .isEqualTo(rates.falseAlarmRate(rates.atFalseAlarmRate(point.parameter())));
        case PRIOR_BAYES -> assertThat(point.threshold()).isPositive();
      }
    }
    assertThat(new EvaluationTable(SparkFixture.warehouse()).document(result.runId()))
        .hasValueSatisfying(
            document -> {
              assertThat(document.at("/eer").doubleValue()).isEqualTo(evaluation.eer());
              assertThat(document.at("/points")).hasSameSizeAs(result.points());
            });
  }

  private EvaluateResult evaluate(TrialChoice choice) {
    return new EvaluateJob(
            SparkFixture.context(),
            EvaluateSettings.of(choice)
                .withRawModel(choice.scores() == null ? "random" : null)
                .withThresholds(List.of(THRESHOLD)))
        .execute();
  }

  private static Evaluation withoutTime(EvaluateResult result) {
    Evaluation one = result.evaluation();
    return new Evaluation(
        one.model(),
        one.modelFingerprint(),
        one.scoreKind(),
        one.targets(),
        one.nonTargets(),
        one.speakers(),
        one.leftOut(),
        one.missing(),
        one.eer(),
        one.eerInterpolated(),
        one.eerThreshold(),
        one.cllr(),
        one.minCllr(),
        null);
  }

  private static TrialCounts counts(List<Double> targets, List<Double> nonTargets) {
    return TrialCounts.of(
        targets.stream().mapToDouble(Double::doubleValue).toArray(),
        nonTargets.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
