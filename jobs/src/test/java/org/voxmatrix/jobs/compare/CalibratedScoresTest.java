package org.voxmatrix.jobs.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.calibrations.CalibrationRow;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.InOwnWarehouse;
import org.voxmatrix.fixtures.People;
import org.voxmatrix.fixtures.People.Member;
import org.voxmatrix.fixtures.RawSets;
import org.voxmatrix.jobs.calibrate.CalibrateJob;
import org.voxmatrix.jobs.calibrate.CalibrateSettings;
import org.voxmatrix.jobs.compare.engine.Outputs;
import org.voxmatrix.jobs.evaluate.EvaluateSettings;
import org.voxmatrix.jobs.evaluate.TrialChoice;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.score.Calibration;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.voiceprint.Voiceprint;

/** Scores of a comparison by a calibration are log-likelihood ratios, everywhere. */
class CalibratedScoresTest extends InOwnWarehouse {

  private static final double THRESHOLD = 0.5;

  private final List<Member> members = new People(3).of(20, 4);

  @Test
  void theMatrixIsOfRatios() {
    String set = set();
    CalibrationRow calibration = calibrated(set);
    CompareResult result = compare(set, Outputs.MATRIX, new CalibrationChoice("latest", null));

    float[] matrix = new ScoreBlocks(warehouse).read(result.runId(), 80, 80);
    for (int row = 0; row < 80; row++) {
      for (int column = 0; column < 80; column++) {
        double score = People.score(byId(column), byId(row));
        assertThat((double) matrix[row * 80 + column])
            .isCloseTo(
                calibration.slope()
                        * Math.max(calibration.lowest(), Math.min(calibration.highest(), score))
                    + calibration.offset(),
                within(1e-4));
      }
    }
    assertThat(
            own.spark()
                .sql("SELECT DISTINCT score_kind FROM vox.main.score_blocks")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("llr");
  }

  /** Of all pairs, and of the best three of each voiceprint. */
  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void hitsHaveBothScores(int topK) {
    String set = set();
    CalibrationRow calibration = calibrated(set);
    compare(
        set,
        new Outputs(false, -1, topK, Outputs.Of.ROWS),
        new CalibrationChoice(calibration.runId(), THRESHOLD));

    List<Row> hits =
        own.spark().sql("SELECT score, llr FROM " + VoxTable.HITS.sqlName()).collectAsList();
    long expected = 0;
    for (int i = 0; i < members.size(); i++) {
      for (int j = 0; j < i; j++) {
        double score = People.score(members.get(i), members.get(j));
        expected += calibration.calibration().ratio(score) >= THRESHOLD ? 1 : 0;
      }
    }
    assertThat(hits).isNotEmpty();
    if (topK == 0) {
      assertThat(hits).hasSize((int) expected);
    }
    assertThat(hits)
        .allSatisfy(
            hit -> {
              assertThat(hit.getDouble(1)).isGreaterThanOrEqualTo(THRESHOLD - 1e-12);
              assertThat(hit.getDouble(1))
                  .isCloseTo(calibration.calibration().ratio(hit.getDouble(0)), within(1e-12));
            });
  }

  /** As the service's scores are; of cosines -0.28, 0 and 0.96, the last beyond the fit. */
  @Test
  void theServicesFormHasRatiosOfTheModelsOwnCalibration() throws Exception {
    ModelBundle bundle = ModelBundle.loadDefault();
    Calibration model = bundle.calibration().orElseThrow().calibration();
    Path request = folder.resolve("request.json");
    Files.writeString(
        request,
        "{\"voiceprints_a\":[\"%s\"],\"voiceprints_b\":[\"%s\",\"%s\",\"%s\"]}"
            .formatted(
                envelope(bundle, 1, 0),
                envelope(bundle, -0.28f, 0.96f),
                envelope(bundle, 0, 1),
                envelope(bundle, 0.96f, 0.28f)));

    CompareSettings service = CompareSettings.ofRequest(request);
    assertThat(column(service))
        .containsExactly(
            new float[] {
              (float) model.ratio(-0.28), (float) model.ratio(0), (float) model.ratio(0.9591)
            },
            within(1e-4f));
    assertThat(column(service.withCalibration(null)))
        .containsExactly(new float[] {-0.28f, 0, 0.96f}, within(1e-6f));
    assertThat(column(service.withCalibration(new CalibrationChoice("MODEL", null))))
        .isEqualTo(column(service));
    assertThatThrownBy(() -> column(service.withCalibration(new CalibrationChoice("model", 8.5))))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("the calibration gives at most 8.4539");
  }

  @Test
  void aModelWithoutCalibrationHasCosines() throws Exception {
    Path request = folder.resolve("request.json");
    String one = RawSets.raw(1, 0, 0, 0);
    Files.writeString(
        request, "{\"voiceprints_a\":[\"%s\"],\"voiceprints_b\":[\"%s\"]}".formatted(one, one));
    CompareSettings service = CompareSettings.ofRequest(request).withRawModel("random");

    CompareResult result = new CompareJob(own.context(), service).execute();

    assertThat(result.scoreKind()).isEqualTo("cosine");
    assertThat(new ScoreBlocks(warehouse).read(result.runId(), 1, 1)).containsExactly(1);
    assertThatThrownBy(() -> column(service.withCalibration(new CalibrationChoice("model", null))))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("Model random comes without a calibration for cosine");
    assertThatThrownBy(() -> column(service.withCalibration(new CalibrationChoice(null, 1.5))))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("threshold");
  }

  private static String envelope(ModelBundle bundle, float first, float second) {
    float[] embedding = new float[bundle.embeddingSize()];
    embedding[0] = first;
    embedding[1] = second;
    return Base64.getEncoder()
        .encodeToString(Voiceprint.of(bundle.fingerprint(), embedding).toBytes());
  }

  private float[] column(CompareSettings settings) {
    CompareResult result = new CompareJob(own.context(), settings).execute();
    return new ScoreBlocks(warehouse).read(result.runId(), 1, 3);
  }

  @Test
  void whatNoScoreReachesIsRefused() {
    String set = set();
    calibrated(set);

    assertThatThrownBy(
            () ->
                compare(
                    set,
                    new Outputs(false, -1, 0, Outputs.Of.ROWS),
                    new CalibrationChoice("latest", 1000.0)))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("the calibration gives at most");
    assertThatThrownBy(() -> compare(set, Outputs.MATRIX, new CalibrationChoice("nobody's", null)))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("no such calibration in use");
  }

  private String set() {
    return People.write(folder, "set", members);
  }

  /** In the order of the matrix. */
  private Member byId(int index) {
    return members.stream()
        .sorted((one, other) -> one.id().compareTo(other.id()))
        .toList()
        .get(index);
  }

  private CalibrationRow calibrated(String set) {
    EvaluateSettings trials =
        EvaluateSettings.of(TrialChoice.ofSets(set, set, "speaker")).withRawModel("random");
    return new CalibrateJob(own.context(), CalibrateSettings.of(trials)).execute();
  }

  private CompareResult compare(String set, Outputs outputs, CalibrationChoice calibration) {
    return new CompareJob(
            own.context(),
            CompareSettings.of(set, set)
                .withRawModel("random")
                .withOutputs(outputs)
                .withCalibration(calibration))
        .execute();
  }
}
