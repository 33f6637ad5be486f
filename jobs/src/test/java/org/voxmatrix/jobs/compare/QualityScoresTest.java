package org.voxmatrix.jobs.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.calibrations.CalibrationRow;
import org.voxmatrix.calibrations.CalibrationTable;
import org.voxmatrix.calibrations.QualityMeasure;
import org.voxmatrix.calibrations.QualityTerm;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.InOwnWarehouse;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.People;
import org.voxmatrix.fixtures.People.Member;
import org.voxmatrix.fixtures.RawSets;
import org.voxmatrix.jobs.calibrate.CalibrateJob;
import org.voxmatrix.jobs.calibrate.CalibrateSettings;
import org.voxmatrix.jobs.compare.cohort.CohortChoice;
import org.voxmatrix.jobs.compare.engine.Outputs;
import org.voxmatrix.jobs.evaluate.EvaluateSettings;
import org.voxmatrix.jobs.evaluate.TrialChoice;
import org.voxmatrix.jobs.extract.ExtractJob;
import org.voxmatrix.jobs.extract.ExtractSettings;
import org.voxmatrix.jobs.extract.VoiceprintRow;
import org.voxmatrix.jobs.extract.VoiceprintTable;
import org.voxmatrix.ledger.State;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.voiceprint.Voiceprint;

/** What quality adds to the log-likelihood ratios of a comparison. */
class QualityScoresTest extends InOwnWarehouse {

  private static final double THRESHOLD = 0.5;

  private final List<Member> members = new People(3).of(20, 4);

  /** Snr needs no bounds here; seconds go from 0.1 to 100. */
  private static Double seconds(Member member) {
    return Math.pow(10, Math.floorMod(member.id().hashCode(), 301) / 100.0 - 1);
  }

  private static Double snr(Member member) {
    return Math.floorMod(31 * member.id().hashCode() + 7, 60) - 10.0;
  }

  @Test
  void theMatrixIsOfTheFormula() {
    String a = set("a", members.subList(0, 50));
    String b = set("b", members.subList(30, 80));
    CalibrationRow calibration = calibrated(a, b, null);

    CompareResult result = compare(a, b, null, Outputs.MATRIX, choice(calibration, null));
    CompareResult swapped = compare(b, a, null, Outputs.MATRIX, choice(calibration, null));

    float[] matrix = new ScoreBlocks(warehouse).read(result.runId(), 50, 50);
    float[] transposed = new ScoreBlocks(warehouse).read(swapped.runId(), 50, 50);
    List<Member> columns = ordered(members.subList(0, 50));
    List<Member> rows = ordered(members.subList(30, 80));
    for (int row = 0; row < 50; row++) {
      for (int column = 0; column < 50; column++) {
        assertThat((double) matrix[row * 50 + column])
            .isCloseTo(ratio(calibration, columns.get(column), rows.get(row)), within(1e-4));
        assertThat(transposed[column * 50 + row])
            .isCloseTo(matrix[row * 50 + column], within(1e-5f));
      }
    }
    assertThat(result.scoreKind()).isEqualTo("llr");
  }

  /** Hits of the one order of sets are those of the other, to the last digit. */
  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void hitsAreOfTheFormula(int topK) {
    String a = set("a", members.subList(0, 50));
    String b = set("b", members.subList(30, 80));
    CalibrationRow calibration = calibrated(a, b, null);
    Outputs outputs = new Outputs(false, -1, topK, Outputs.Of.BOTH);

    String run = compare(a, b, null, outputs, choice(calibration, THRESHOLD)).runId();
    String swapped = compare(b, a, null, outputs, choice(calibration, THRESHOLD)).runId();

    Map<String, Double> hits = hits(run, "id_a", "id_b");
    assertThat(hits(swapped, "id_b", "id_a")).isEqualTo(hits).isNotEmpty();
    Map<String, Double> expected = new TreeMap<>();
    for (Member one : members.subList(0, 50)) {
      for (Member other : members.subList(30, 80)) {
        double ratio = ratio(calibration, one, other);
        if (ratio >= THRESHOLD) {
          expected.put(one.id() + " " + other.id(), ratio);
        }
      }
    }
    if (topK == 0) {
      assertThat(hits.keySet()).isEqualTo(expected.keySet());
    }
    assertThat(hits)
        .allSatisfy((pair, llr) -> assertThat(llr).isCloseTo(expected.get(pair), within(1e-9)));
  }

  /** Quality adds to normalized scores, whose statistics it does not touch. */
  @Test
  void qualityIsAddedAfterNormalization() {
    String set = set("set", members);
    CohortChoice cohort = new CohortChoice(CohortChoice.OWN, 0);
    CalibrationRow calibration = calibrated(set, set, cohort);

    float[] ratios =
        new ScoreBlocks(warehouse)
            .read(
                compare(set, set, cohort, Outputs.MATRIX, choice(calibration, null)).runId(),
                80,
                80);
    float[] scores =
        new ScoreBlocks(warehouse)
            .read(compare(set, set, cohort, Outputs.MATRIX, null).runId(), 80, 80);

    assertThat(calibration.scoreKind()).isEqualTo("s-norm(own)");
    List<Member> order = ordered(members);
    for (int row = 0; row < 80; row++) {
      for (int column = 0; column < 80; column++) {
        assertThat((double) ratios[row * 80 + column])
            .isCloseTo(
                ratio(calibration, scores[row * 80 + column], order.get(column), order.get(row)),
                within(1e-4));
      }
    }
  }

  /** Rows of a run that are read at once, those that Spark reads, and the table. */
  @Tag("slow")
  @Test
  void voiceprintsOfRunsHaveQuality() {
    String run = UUID.randomUUID().toString();
    new ExtractJob(
            own.context().withRunId(run),
            ExtractSettings.of(
                Manifests.of(
                    folder,
                    "a",
                    Manifests.sample("voices/english-rms/english-rms-1.wav"),
                    "b",
                    Manifests.sample("voices/english-slt/english-slt-1.flac"))))
        .execute();
    SetModel model = SetModel.of(own.context(), null, null);
    CalibrationRow calibration =
        model
            .calibration("cosine")
            .orElseThrow()
            .withRunId(UUID.randomUUID().toString())
            .withQuality(
                List.of(
                    QualityTerm.of(QualityMeasure.SNR, 0.05),
                    QualityTerm.of(QualityMeasure.DURATION, -1.5)))
            .withLowest(-10)
            .withHighest(10)
            .withCreatedAt(Instant.now());
    new CalibrationTable(warehouse).write(calibration);
    List<VoiceprintRow> rows =
        new VoiceprintTable(warehouse)
            .ofRun(run).stream().sorted(Comparator.comparing(VoiceprintRow::id)).toList();

    for (String set : List.of("run:" + run, "voiceprints")) {
      CompareResult result =
          new CompareJob(
                  own.context(),
                  CompareSettings.of(set, set).withCalibration(choice(calibration, null)))
              .execute();

      assertThat((double) new ScoreBlocks(warehouse).read(result.runId(), 2, 2)[1])
          .isCloseTo(
              calibration.slope()
                      * model
                          .backend()
                          .score(
                              Voiceprint.decode(rows.get(0).voiceprint()),
                              Voiceprint.decode(rows.get(1).voiceprint()))
                  + calibration.offset()
                  + 0.05 * (Math.min(40, rows.get(0).snrDb()) + Math.min(40, rows.get(1).snrDb()))
                  - 1.5 * Math.log(rows.get(0).speechLength() * rows.get(1).speechLength()),
              within(1e-4));
    }
  }

  @Test
  void setsWithoutQualityAreRefused() throws Exception {
    String set = set("set", members);
    String without = People.write(folder, "without", members);
    Path request = folder.resolve("request.json");
    String one = RawSets.raw(1, 0, 0, 0);
    Files.writeString(
        request, "{\"voiceprints_a\":[\"%s\"],\"voiceprints_b\":[\"%s\"]}".formatted(one, one));
    CalibrationChoice calibration = choice(calibrated(set, set, null), null);

    assertThatThrownBy(() -> compare(set, without, null, Outputs.MATRIX, calibration))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("voiceprints_b has no column speech_length (a number)");
    assertThatThrownBy(
            () ->
                new CompareJob(
                        own.context(),
                        CompareSettings.ofRequest(request)
                            .withRawModel("random")
                            .withCalibration(calibration))
                    .execute())
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("the calibration needs speech_length of each");
    assertThatThrownBy(
            () ->
                new CompareJob(
                        own.context(),
                        CompareSettings.of(set, set)
                            .withRawModel("another")
                            .withCalibration(calibration))
                    .execute())
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("not for cosine of model another");
  }

  @Test
  void aVoiceprintWithoutQualityIsABadRow() {
    String set = set("set", members);
    CalibrationChoice calibration = choice(calibrated(set, set, null), null);
    String bad = ordered(members).get(9).id();
    String part =
        People.writeWithQuality(
            folder,
            "part",
            members,
            one -> one.id().equals(bad) ? null : seconds(one),
            QualityScoresTest::snr);
    CompareSettings settings =
        CompareSettings.of(set, part).withRawModel("random").withCalibration(calibration);

    CompareResult rejected = new CompareJob(own.context(), settings).execute();
    CompareResult skipped =
        new CompareJob(own.context(), settings.withBadRows(BadRows.SKIP)).execute();

    assertThat(rejected.state()).isEqualTo(State.REJECTED);
    assertThat(rejected.detail())
        .contains(
            Fault.MANIFEST_MISSING_VALUE.type(), "has no speech_length", "\"voiceprints_b\",9");
    assertThat(skipped.state()).isEqualTo(State.DONE);
    assertThat(skipped.rows()).isEqualTo(79);
  }

  /** Profiles are of several recordings, and people linked by pairs that were no trials. */
  @Test
  void jobsWithoutQualityTakeTheNewestWithoutIt() {
    String set = set("set", members);
    CalibrationRow plain =
        new CalibrateJob(own.context(), CalibrateSettings.of(trials(set, set, null))).execute();
    CalibrationRow quality = calibrated(set, set, null);
    SetModel model = new SetModel(null, "random");

    assertThat(choice("latest").open(warehouse, model, "cosine")).isEqualTo(quality);
    assertThat(choice("latest").openWithoutQuality(warehouse, model, "cosine")).isEqualTo(plain);
    assertThatThrownBy(() -> choice(quality.runId()).openWithoutQuality(warehouse, model, "cosine"))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("The calibration takes duration and snr of both sides");
  }

  private static double ratio(CalibrationRow row, Member a, Member b) {
    return ratio(row, People.score(a, b), a, b);
  }

  private static double ratio(CalibrationRow row, double score, Member a, Member b) {
    double ratio = row.slope() * score + row.offset();
    for (QualityTerm term : row.quality()) {
      ratio +=
          term.measure() == QualityMeasure.SNR
              ? term.weight() * (bounded(snr(a), -5, 40) + bounded(snr(b), -5, 40))
              : term.weight()
                  * (Math.log(bounded(seconds(a), 0.5, 60))
                      + Math.log(bounded(seconds(b), 0.5, 60)));
    }
    return bounded(
        ratio,
        row.slope() * row.lowest() + row.offset(),
        row.slope() * row.highest() + row.offset());
  }

  private static double bounded(double value, double lowest, double highest) {
    return Math.max(lowest, Math.min(highest, value));
  }

  private Map<String, Double> hits(String run, String first, String second) {
    Map<String, Double> hits = new TreeMap<>();
    for (Row row :
        own.spark()
            .sql(
                "SELECT %s, %s, llr FROM %s WHERE run_id = '%s'"
                    .formatted(first, second, VoxTable.HITS.sqlName(), run))
            .collectAsList()) {
      hits.put(row.getString(0) + " " + row.getString(1), row.getDouble(2));
    }
    return hits;
  }

  private String set(String name, List<Member> some) {
    return People.writeWithQuality(
        folder, name, some, QualityScoresTest::seconds, QualityScoresTest::snr);
  }

  /** In the order of the matrix. */
  private static List<Member> ordered(List<Member> some) {
    List<Member> ordered = new ArrayList<>(some);
    ordered.sort(Comparator.comparing(Member::id));
    return ordered;
  }

  private static CalibrationChoice choice(CalibrationRow row, Double threshold) {
    return new CalibrationChoice(row.runId(), threshold);
  }

  private static CalibrationChoice choice(String name) {
    return new CalibrationChoice(name, null);
  }

  private static EvaluateSettings trials(String a, String b, CohortChoice cohort) {
    return EvaluateSettings.of(TrialChoice.ofSets(a, b, "speaker"))
        .withRawModel("random")
        .withCohort(cohort);
  }

  private CalibrationRow calibrated(String a, String b, CohortChoice cohort) {
    return new CalibrateJob(
            own.context(),
            CalibrateSettings.of(trials(a, b, cohort))
                .withQuality(List.of(QualityMeasure.DURATION, QualityMeasure.SNR)))
        .execute();
  }

  private CompareResult compare(
      String a, String b, CohortChoice cohort, Outputs outputs, CalibrationChoice calibration) {
    return new CompareJob(
            own.context(),
            CompareSettings.of(a, b)
                .withRawModel("random")
                .withCohort(cohort)
                .withOutputs(outputs)
                .withCalibration(calibration))
        .execute();
  }
}
