package org.voxmatrix.jobs.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.voxmatrix.calibrations.CalibrationRow;
import org.voxmatrix.calibrations.CalibrationTable;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.InOwnWarehouse;
import org.voxmatrix.fixtures.People;
import org.voxmatrix.fixtures.People.Member;
import org.voxmatrix.jobs.evaluate.EvaluateSettings;
import org.voxmatrix.jobs.evaluate.TrialChoice;
import org.voxmatrix.metrics.LogLikelihoodCost;
import org.voxmatrix.metrics.LogisticRegression;
import org.voxmatrix.metrics.TrialCounts;

class CalibrateJobTest extends InOwnWarehouse {

  private final People people = new People(9);

  /** The streamed counts give what all scores give, and the folds what was left out of the fit. */
  @Test
  void setsAreCalibrated() {
    List<Member> members = people.of(60, 5);
    String set = People.write(folder, "calibrated", members);

    CalibrationRow row = calibrate(TrialChoice.ofSets(set, set, "speaker"), "lab");

    TrialCounts counts = countsOf(members);
    LogisticRegression expected = LogisticRegression.fit(counts, 0.5);
    assertThat(row.slope()).isCloseTo(expected.slopes()[0], within(1e-4 * expected.slopes()[0]));
    assertThat(row.offset()).isCloseTo(expected.offset(), within(1e-4));
    assertThat(row.targets()).isEqualTo((long) counts.targets());
    assertThat(row.cllr()).isCloseTo(LogLikelihoodCost.of(counts), within(1e-6));
    assertThat(row.calibratedCllr()).isLessThan(row.cllr());
    assertThat(row.calibratedCllr()).isBetween(row.minCllr(), row.minCllr() + 0.02);
    assertThat(row.crossValidatedCllr())
        .isBetween(row.crossValidatedMinCllr(), row.crossValidatedMinCllr() + 0.05);
    assertThat(row.lowest()).isLessThan(0);
    assertThat(row.highest()).isBetween(0.8, 1.0);
  }

  /** Where scores are all there, each eighth of the speakers is left out exactly. */
  @Test
  void scoresAreCrossValidated() throws IOException {
    List<Member> members = people.of(20, 4);
    StringBuilder scores = new StringBuilder("enroll test score\n");
    StringBuilder labels = new StringBuilder("id,speaker\n");
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      labels.append("%s,%s%n".formatted(members.get(i).id(), members.get(i).speaker()));
      for (int j = 0; j < i; j++) {
        double score = People.score(members.get(i), members.get(j));
        scores.append(
            "%s %s %s%n"
                .formatted(members.get(i).id(), members.get(j).id(), Double.toString(score)));
        trials.add(new Trial(members.get(i).speaker(), members.get(j).speaker(), score));
      }
    }
    String scored = Files.writeString(folder.resolve("all.txt"), scores).toString();
    String known = Files.writeString(folder.resolve("all.csv"), labels).toString();

    CalibrationRow row =
        calibrate(new TrialChoice(null, null, scored, known, null, null), "eighths");

    List<String> names = trials.stream().map(Trial::a).distinct().sorted().toList();
    double targets = 0;
    double costs = 0;
    double others = 0;
    double otherCosts = 0;
    for (int fold = 0; fold < 8; fold++) {
      int left = fold;
      Predicate<String> out = speaker -> names.indexOf(speaker) * 8 / names.size() == left;
      List<Trial> rest =
          trials.stream().filter(trial -> !out.test(trial.a) && !out.test(trial.b)).toList();
      LogisticRegression fit = LogisticRegression.fit(counts(rest), 0.5);
      double lowest = rest.stream().mapToDouble(Trial::score).min().orElseThrow();
      double highest = rest.stream().mapToDouble(Trial::score).max().orElseThrow();
      for (Trial trial : trials) {
        if (out.test(trial.a) && out.test(trial.b)) {
          double llr = fit.of(Math.max(lowest, Math.min(highest, trial.score)));
          if (trial.a.equals(trial.b)) {
            targets++;
            costs += Math.log1p(Math.exp(-llr)) / Math.log(2);
          } else {
            others++;
            otherCosts += Math.log1p(Math.exp(llr)) / Math.log(2);
          }
        }
      }
    }
    assertThat(row.crossValidatedCllr())
        .isCloseTo((costs / targets + otherCosts / others) / 2, within(1e-9));
    assertThat(row.crossValidatedMinCllr()).isLessThan(row.crossValidatedCllr());
  }

  private record Trial(String a, String b, double score) {}

  private static TrialCounts counts(List<Trial> trials) {
    return TrialCounts.of(
        trials.stream().filter(one -> one.a.equals(one.b)).mapToDouble(Trial::score).toArray(),
        trials.stream().filter(one -> !one.a.equals(one.b)).mapToDouble(Trial::score).toArray());
  }

  @Test
  void calibrationsAreFoundAndRetired() {
    String set = People.write(folder, "found", people.of(20, 4));
    String other = People.write(folder, "other", people.of(20, 4));
    TrialChoice choice = TrialChoice.ofSets(set, set, "speaker");
    CalibrationRow first = calibrate(choice, "lab");
    CalibrationRow second = calibrate(TrialChoice.ofSets(other, other, "speaker"), null);
    CalibrationTable table = new CalibrationTable(warehouse);

    assertThat(calibrate(choice, "lab").runId()).isNotEqualTo(first.runId());
    assertThat(table.find("LATEST", "random", null, "cosine", row -> true).name()).isEqualTo("lab");
    assertThat(table.find(second.runId(), "random", null, "cosine", row -> true)).isEqualTo(second);
    assertThatThrownBy(() -> table.find("lab", "another", null, "cosine", row -> true))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("is for cosine of model random, not for cosine of model another");
    table.all().forEach(row -> table.retire(row.runId().toUpperCase(Locale.ROOT)));
    assertThatThrownBy(() -> table.find("latest", "random", null, "cosine", row -> true))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("no such calibration in use");
    assertThat(table.all()).hasSize(3).allMatch(row -> row.retiredAt() != null);
  }

  @Test
  void whatCannotBeCalibratedIsRefused() throws IOException {
    Path apart = Files.writeString(folder.resolve("apart.csv"), "score,label\n1,1\n2,1\n0,0\n");
    Path distances =
        Files.writeString(
            folder.resolve("distances.csv"), "score,label\n1,1\n2,1\n5,1\n4,0\n6,0\n1.5,0\n7,0\n");

    assertThatThrownBy(() -> calibrate(TrialChoice.ofScores(apart.toString()), null))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("separate all target trials");
    assertThatThrownBy(() -> calibrate(TrialChoice.ofScores(distances.toString()), null))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("scores are not distances");
    assertThatThrownBy(() -> calibrate(TrialChoice.ofScores(apart.toString()), "latest"))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("not latest, model or none");
  }

  private CalibrationRow calibrate(TrialChoice choice, String name) {
    EvaluateSettings trials =
        EvaluateSettings.of(choice).withRawModel(choice.scores() == null ? "random" : null);
    return new CalibrateJob(own.context(), CalibrateSettings.of(trials).withName(name)).execute();
  }

  private static TrialCounts countsOf(List<Member> members) {
    double[] targets = new double[members.size() * members.size()];
    double[] nonTargets = new double[targets.length];
    int t = 0;
    int n = 0;
    for (int i = 0; i < members.size(); i++) {
      for (int j = 0; j < i; j++) {
        Member a = members.get(i);
        Member b = members.get(j);
        if (a.recording().equals(b.recording())) {
          continue;
        }
        if (a.speaker().equals(b.speaker())) {
          targets[t++] = People.score(a, b);
        } else {
          nonTargets[n++] = People.score(a, b);
        }
      }
    }
    return TrialCounts.of(Arrays.copyOf(targets, t), Arrays.copyOf(nonTargets, n));
  }
}
