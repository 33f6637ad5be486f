package org.voxmatrix.jobs.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.calibrations.CalibrationRow;
import org.voxmatrix.calibrations.CalibrationTable;
import org.voxmatrix.calibrations.QualityMeasure;
import org.voxmatrix.calibrations.QualityTerm;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.InOwnWarehouse;
import org.voxmatrix.fixtures.People;
import org.voxmatrix.fixtures.People.Member;
import org.voxmatrix.jobs.evaluate.EvaluateJob;
import org.voxmatrix.jobs.evaluate.EvaluateResult;
import org.voxmatrix.jobs.evaluate.EvaluateSettings;
import org.voxmatrix.jobs.evaluate.TrialChoice;
import org.voxmatrix.metrics.Hull;
import org.voxmatrix.metrics.LogLikelihoodCost;
import org.voxmatrix.metrics.LogisticRegression;
import org.voxmatrix.metrics.TrialCounts;

/** Calibrations of scores and quality, against a regression that has all trials in memory. */
class QualityCalibrationTest extends InOwnWarehouse {

  private static final List<QualityMeasure> BOTH =
      List.of(QualityMeasure.SNR, QualityMeasure.DURATION);

  private final List<Member> members = new People(5).of(40, 5);

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.02})
  void theFitIsThatOfAllTrialsInMemory(double prior) {
    String set = set("set", members);

    CalibrationRow row = calibrate(set, set, BOTH, prior);

    Trials trials = new Trials(members);
    LogisticRegression expected = trials.fit(prior);
    assertThat(row.slope()).isCloseTo(expected.slopes()[0], within(1e-6 * expected.slopes()[0]));
    assertThat(row.offset()).isCloseTo(expected.offset(), within(1e-6));
    assertThat(row.quality())
        .extracting(QualityTerm::measure, QualityTerm::lowest, QualityTerm::highest)
        .containsExactly(
            tuple(QualityMeasure.SNR, -5.0, 40.0), tuple(QualityMeasure.DURATION, 0.5, 60.0));
    for (int k = 0; k < 2; k++) {
      assertThat(row.quality().get(k).weight())
          .isCloseTo(expected.slopes()[k + 1], within(1e-6))
          .isNotCloseTo(0, within(1e-3));
    }
    TrialCounts ratios = trials.ratios(expected);
    assertThat(row.calibratedCllr()).isCloseTo(LogLikelihoodCost.of(ratios), within(1e-5));
    assertThat(row.minCllr()).isCloseTo(Hull.of(ratios).minimumCost(), within(1e-4));
    assertThat(row.calibration().ratio(row.lowest())).isCloseTo(ratios.score(0), within(1e-5));
    assertThat(row.calibration().ratio(row.highest()))
        .isCloseTo(ratios.score(ratios.size() - 1), within(1e-5));
    assertThat(new CalibrationTable(warehouse).of(row.runId())).contains(row);
  }

  /** What is the same everywhere adds nothing, to the folds' functions neither. */
  @Test
  void qualityThatIsTheSameEverywhereAddsNothing() {
    String set = People.writeWithQuality(folder, "same", members, one -> 3.7, one -> 12.0);

    CalibrationRow row = calibrate(set, set, BOTH, 0.5);

    assertThat(row.quality()).extracting(QualityTerm::weight).containsExactly(0.0, 0.0);
    assertThat(row.calibratedCllr()).isCloseTo(row.withoutQualityCllr(), within(1e-5));
    assertThat(row.crossValidatedCllr())
        .isCloseTo(row.withoutQualityCrossValidatedCllr(), within(1e-4));
  }

  /** Half of the voiceprints resemble each other, whoever speaks, and are of longer speech. */
  @Test
  void qualityThatTellsHowHighScoresArePays() {
    List<Member> shifted = new ArrayList<>();
    for (Member one : members) {
      float[] vector = one.vector().clone();
      for (int k = 0; k < vector.length; k++) {
        vector[k] += isLong(one) ? 1 : 0;
      }
      shifted.add(new Member(one.id(), one.recording(), one.speaker(), vector));
    }
    String set =
        People.writeWithQuality(
            folder, "telling", shifted, one -> isLong(one) ? 20.0 : 2.0, one -> 10.0);

    CalibrationRow row = calibrate(set, set, List.of(QualityMeasure.DURATION), 0.5);

    assertThat(row.quality().get(0).weight()).isNegative();
    assertThat(row.calibratedCllr()).isLessThan(row.withoutQualityCllr() - 0.01);
    assertThat(row.crossValidatedCllr()).isLessThan(row.withoutQualityCrossValidatedCllr());
    assertThat(row.crossValidatedMinCllr()).isLessThan(row.crossValidatedCllr());
  }

  private static boolean isLong(Member member) {
    return Math.floorMod(member.id().hashCode(), 2) == 0;
  }

  @Test
  void itIsTheSameWhenSetsChangePlaces() {
    String a = set("a", members.subList(0, 90));
    String b = set("b", members.subList(60, 200));

    CalibrationRow row = calibrate(a, b, BOTH, 0.5);
    CalibrationRow swapped = calibrate(b, a, BOTH, 0.5);

    assertThat(swapped.slope()).isCloseTo(row.slope(), within(1e-9));
    assertThat(swapped.offset()).isCloseTo(row.offset(), within(1e-9));
    for (int k = 0; k < 2; k++) {
      assertThat(swapped.quality().get(k).weight())
          .isCloseTo(row.quality().get(k).weight(), within(1e-9));
    }
    assertThat(swapped.calibratedCllr()).isEqualTo(row.calibratedCllr());
  }

  /** Evaluated, ratios are those of the formula in memory; quality may be a condition, too. */
  @Test
  void ratiosAreEvaluated() {
    String set = set("evaluated", members);
    CalibrationRow row = calibrate(set, set, BOTH, 0.5);

    EvaluateResult result =
        new EvaluateJob(
                own.context(),
                EvaluateSettings.of(TrialChoice.ofSets(set, set, "speaker"))
                    .withRawModel("random")
                    .withCalibration(row.runId())
                    .withBy(List.of("duration", "snr")))
            .execute();

    TrialCounts ratios =
        new Trials(members)
            .ratios(
                new LogisticRegression(
                    new double[] {
                      row.slope(), row.quality().get(0).weight(), row.quality().get(1).weight()
                    },
                    row.offset()));
    assertThat(result.evaluation().scoreKind()).isEqualTo("llr");
    assertThat(result.evaluation().cllr()).isCloseTo(LogLikelihoodCost.of(ratios), within(1e-6));
    assertThat(result.evaluation().eer()).isCloseTo(Hull.of(ratios).equalErrorRate(), within(1e-6));
    assertThat(result.evaluation().cllr()).isCloseTo(row.calibratedCllr(), within(1e-5));
  }

  @Test
  void whatHasNoQualityIsRefused() throws IOException {
    String without = People.write(folder, "without", members);
    String part =
        People.writeWithQuality(
            folder, "part", members, one -> 3.0, one -> one == members.get(7) ? null : 20.0);
    String scores =
        Files.writeString(folder.resolve("s.csv"), "score,label\n1,1\n0,0\n").toString();

    assertThatThrownBy(() -> calibrate(without, without, BOTH, 0.5))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("voiceprints_a has no column snr_db (a number)");
    assertThatThrownBy(() -> calibrate(part, part, BOTH, 0.5))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("The voiceprint has no snr_db")
        .hasMessageContaining("--skip-bad");
    assertThatThrownBy(
            () ->
                CalibrateSettings.of(EvaluateSettings.of(TrialChoice.ofScores(scores)))
                    .withQuality(BOTH))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("sets with labels only");
    assertThatThrownBy(() -> QualityMeasure.of("loudness"))
        .isInstanceOf(RequestException.class)
        .hasMessage("quality is 'loudness'; it must be of duration, snr, level, clipped, band.");
  }

  private String set(String name, List<Member> some) {
    return People.writeWithQuality(
        folder, name, some, QualityCalibrationTest::seconds, QualityCalibrationTest::snr);
  }

  /** From 0.1 to 100 s: a part of them is out of bounds. */
  private static Double seconds(Member member) {
    return Math.pow(10, Math.floorMod(member.id().hashCode(), 301) / 100.0 - 1);
  }

  private static Double snr(Member member) {
    return Math.floorMod(31 * member.id().hashCode() + 7, 60) - 10.0;
  }

  private CalibrationRow calibrate(String a, String b, List<QualityMeasure> quality, double prior) {
    EvaluateSettings trials =
        EvaluateSettings.of(TrialChoice.ofSets(a, b, "speaker")).withRawModel("random");
    return new CalibrateJob(
            own.context(), CalibrateSettings.of(trials).withQuality(quality).withPrior(prior))
        .execute();
  }

  /** All pairs of a set: score, SNR and duration of both sides, and the class. */
  private static final class Trials {

    private final double[][] measures;
    private final boolean[] targets;

    Trials(List<Member> members) {
      List<double[]> values = new ArrayList<>();
      List<Boolean> classes = new ArrayList<>();
      for (int i = 0; i < members.size(); i++) {
        for (int j = 0; j < i; j++) {
          Member a = members.get(i);
          Member b = members.get(j);
          if (!a.recording().equals(b.recording())) {
            values.add(
                new double[] {
                  People.score(a, b),
                  Math.max(-5, Math.min(40, snr(a))) + Math.max(-5, Math.min(40, snr(b))),
                  Math.log(Math.max(0.5, Math.min(60, seconds(a))))
                      + Math.log(Math.max(0.5, Math.min(60, seconds(b))))
                });
            classes.add(a.speaker().equals(b.speaker()));
          }
        }
      }
      measures = new double[3][values.size()];
      targets = new boolean[values.size()];
      for (int i = 0; i < targets.length; i++) {
        for (int k = 0; k < 3; k++) {
          measures[k][i] = values.get(i)[k];
        }
        targets[i] = classes.get(i);
      }
    }

    LogisticRegression fit(double prior) {
      double[] ones =
          IntStream.range(0, targets.length).mapToDouble(i -> targets[i] ? 1 : 0).toArray();
      double[] others =
          IntStream.range(0, targets.length).mapToDouble(i -> targets[i] ? 0 : 1).toArray();
      return LogisticRegression.fit(measures, ones, others, prior);
    }

    TrialCounts ratios(LogisticRegression function) {
      return TrialCounts.of(ratios(function, true), ratios(function, false));
    }

    private double[] ratios(LogisticRegression function, boolean target) {
      return IntStream.range(0, targets.length)
          .filter(i -> targets[i] == target)
          .mapToDouble(i -> function.of(measures[0][i], measures[1][i], measures[2][i]))
          .toArray();
    }
  }
}
