package org.voxmatrix.jobs.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.calibrations.CalibrationRow;
import org.voxmatrix.calibrations.CalibrationTable;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.Enrollments;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.SparkFixture;
import org.voxmatrix.fixtures.WavFiles;
import org.voxmatrix.jobs.compare.cohort.CohortNorm;
import org.voxmatrix.jobs.compare.cohort.CohortVoice;
import org.voxmatrix.jobs.decision.DecisionRule;
import org.voxmatrix.jobs.decision.ErrorRate;
import org.voxmatrix.jobs.decision.Strangers;
import org.voxmatrix.jobs.enroll.EnrollJob;
import org.voxmatrix.jobs.enroll.EnrollSettings;
import org.voxmatrix.jobs.enroll.EnrollmentDecider;
import org.voxmatrix.jobs.profiles.ProfileId;
import org.voxmatrix.jobs.profiles.ProfileTable;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.score.Calibration;
import org.voxmatrix.score.Cosine;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.voiceprint.Voiceprint;

/** Thresholds that are found on the recordings themselves, of which nobody knows who speaks. */
class IdentifyByRateTest {

  private static final ErrorRate ONE_IN_A_HUNDRED = new ErrorRate(ErrorRate.Of.RECORDINGS, 0.01);
  private static final DecisionRule RULE =
      new DecisionRule(ONE_IN_A_HUNDRED, null, "own", 100, List.of());
  private static final int STRANGERS = 300;
  private static final Map<String, float[]> PROFILES = new LinkedHashMap<>();
  private static final List<CohortVoice> RECORDINGS = new ArrayList<>();

  @TempDir static Path folder;

  private static String manifest;
  private static String asked;

  @BeforeAll
  static void enroll() {
    Enrollments rows = new Enrollments();
    for (String voice : List.of("english-rms", "english-slt", "italian-lp")) {
      String id = Enrollments.newProfile();
      PROFILES.put(id, null);
      rows.speech(id, WavFiles.of(Enrollments.voice(voice, 1)));
      rows.speech(id, WavFiles.of(Enrollments.voice(voice, 2)));
    }
    new EnrollJob(
            SparkFixture.context(),
            EnrollSettings.of(rows.write(folder))
                .withListen(Enrollments.ofOneRecording(0.5))
                .withUnknown(EnrollmentDecider.Unknown.CREATED))
        .execute();
    ProfileTable table = new ProfileTable(SparkFixture.warehouse());
    PROFILES.replaceAll(
        (id, none) -> Voiceprint.decode(table.shown(id, null).orElseThrow().voiceprint()).vector());
    asked =
        Manifests.write(
            folder,
            PROFILES.keySet().stream().map(RowFactory::create).toList(),
            new StructType().add("profile_id", DataTypes.StringType));
    manifest = recordings();
  }

  /** Random strangers, and each person once more. */
  private static String recordings() {
    Random random = new Random(5);
    ModelBundle bundle = ModelBundle.loadDefault();
    List<Row> rows = new ArrayList<>();
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < STRANGERS; i++) {
      vectors.add(noise(new float[bundle.embeddingSize()], 1, random));
    }
    PROFILES.values().forEach(voice -> vectors.add(noise(voice, 0.4 * rms(voice), random)));
    for (float[] vector : vectors) {
      String id = "r" + rows.size();
      rows.add(RowFactory.create(id, Voiceprint.of(bundle.fingerprint(), vector).encode()));
      RECORDINGS.add(new CohortVoice(id, vector));
    }
    return Manifests.write(
        folder,
        rows,
        new StructType()
            .add("recording_id", DataTypes.StringType)
            .add("voiceprint", DataTypes.StringType));
  }

  private static double rms(float[] vector) {
    double squares = 0;
    for (float x : vector) {
      squares += (double) x * x;
    }
    return Math.sqrt(squares / vector.length);
  }

  private static float[] noise(float[] centre, double deviation, Random random) {
    float[] vector = centre.clone();
    for (int i = 0; i < vector.length; i++) {
      vector[i] += (float) (deviation * random.nextGaussian());
    }
    return vector;
  }

  @Test
  void theThresholdIsThatOfStrangersAndPersonsAreFound() {
    String run = identify(RULE);
    Strangers strangers = strangers();
    assertThat(strangers.cohort()).hasSizeBetween(STRANGERS - 10, STRANGERS);
    double threshold = strangers.tail().threshold(1 - Math.pow(0.99, 1.0 / PROFILES.size()));
    List<String> profiles = List.copyOf(PROFILES.keySet());
    int alarms = 0;
    for (Row row : rows(run)) {
      assertThat(row.getDouble(3)).isCloseTo(threshold, within(1e-9));
      assertThat(row.getString(4)).isEqualTo("as-norm(own,100)");
      int place = Integer.parseInt(row.getString(0).substring(1));
      double best =
          profiles.stream()
              .mapToDouble(id -> normalized(strangers.norm(), PROFILES.get(id), place))
              .max()
              .orElseThrow();
      assertThat(row.getDouble(2)).isCloseTo(best, within(1e-4));
      if (place >= STRANGERS) {
        assertThat(row.getString(1)).isEqualTo(profiles.get(place - STRANGERS));
      } else {
        alarms += row.getString(1).equals(ProfileId.NOBODY) ? 0 : 1;
      }
    }
    assertThat(alarms).isLessThanOrEqualTo(9);
  }

  @Test
  void calibratedScoresAreRatiosAndDecideByThem() {
    CalibrationRow row = calibration("as-norm(own,100)");
    String run = identify(new DecisionRule(null, row.runId(), "own", 100, List.of()), 2.0);
    Calibration calibration = row.calibration();
    Strangers strangers = strangers();
    List<String> profiles = List.copyOf(PROFILES.keySet());
    for (Row found : rows(run)) {
      int place = Integer.parseInt(found.getString(0).substring(1));
      double best =
          profiles.stream()
              .mapToDouble(id -> normalized(strangers.norm(), PROFILES.get(id), place))
              .max()
              .orElseThrow();
      assertThat(found.getDouble(2)).isCloseTo(calibration.ratio(best), within(1e-3));
      assertThat(found.getDouble(3)).isCloseTo(2, within(1e-9));
      assertThat(found.getString(4)).isEqualTo("llr");
      assertThat(found.getString(1).equals(ProfileId.NOBODY)).isEqualTo(found.getDouble(2) < 2);
    }
    assertThatThrownBy(
            () -> identify(new DecisionRule(null, row.runId(), null, null, List.of()), null))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("as-norm(own,100)");
  }

  @Test
  void adviceIsWhatIdentificationDoes() {
    IdentifySettings settings = IdentifySettings.of(null).withProfiles(asked);
    DecisionRule byRecordings = new DecisionRule(ONE_IN_A_HUNDRED, null, manifest, 100, List.of());
    Advice advice =
        new AdviseJob(SparkFixture.context(), settings.withRule(byRecordings)).execute();
    assertThat(advice.threshold()).isEqualTo(rows(identify(RULE)).get(0).getDouble(3));
    assertThat(advice.comparisons()).isEqualTo(3L * advice.cohort());
    assertThat(advice.falseAlarms().rate()).isCloseTo(0.01, within(1e-12));
    assertThat(advice.falseAlarms().low()).isLessThan(0.01);
    assertThat(advice.falseAlarms().high()).isBetween(0.01, 0.05);
    assertThat(advice.falseAlarms().counted()).isBetween(0.0, 0.03);
    // Some 300 x 3 comparisons tell a rate of 3.3 per cent, not of a third of one.
    assertThat(advice.extrapolated()).isTrue();
    assertThat(advice.enrollments()).isEqualTo(6);
    assertThat(advice.missed()).isZero();

    ErrorRate often = new ErrorRate(ErrorRate.Of.COMPARISONS, 0.1);
    assertThat(
            new AdviseJob(SparkFixture.context(), settings.withRule(byRecordings.withRate(often)))
                .execute()
                .extrapolated())
        .isFalse();
    Advice unreachable =
        new AdviseJob(
                SparkFixture.context(),
                settings.withRule(byRecordings.withRate(null)).withThreshold(100.0))
            .execute();
    assertThat(unreachable.missed()).isEqualTo(6);
    assertThat(unreachable.falseAlarms().counted()).isZero();
  }

  @Test
  void aThresholdAndARateExcludeEachOther() {
    assertThatThrownBy(() -> identify(RULE, 2.0))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("exclude each other");
    assertThatThrownBy(() -> new DecisionRule(ONE_IN_A_HUNDRED, null, null, null, List.of()))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("--cohort");
  }

  private static CalibrationRow calibration(String kind) {
    ModelBundle bundle = ModelBundle.loadDefault();
    CalibrationRow row =
        new CalibrationRow(
            UUID.randomUUID().toString(),
            0,
            null,
            bundle.name(),
            bundle.fingerprintHex(),
            kind,
            1.5,
            -3,
            0.5,
            -20,
            20,
            100,
            1_000,
            10,
            1,
            0.2,
            0.2,
            0.2,
            0.2,
            Instant.now(),
            null,
            List.of(),
            null,
            null);
    new CalibrationTable(SparkFixture.warehouse()).write(row);
    return row;
  }

  private static double normalized(CohortNorm norm, float[] profile, int place) {
    CohortVoice voice = RECORDINGS.get(place);
    return CohortNorm.normalized(
        voice.score(Cosine.withMean(), profile),
        norm.of(profile, "profile"),
        norm.of(voice.embedding(), voice.id()));
  }

  private static Strangers strangers() {
    return Strangers.of(
        Cosine.withMean(), List.copyOf(PROFILES.values()), List.copyOf(RECORDINGS), 100);
  }

  private static String identify(DecisionRule rule) {
    return identify(rule, null);
  }

  private static String identify(DecisionRule rule, Double threshold) {
    return new IdentifyJob(
            SparkFixture.context(),
            IdentifySettings.of(manifest)
                .withProfiles(asked)
                .withRule(rule)
                .withThreshold(threshold))
        .execute()
        .run()
        .runId();
  }

  private static List<Row> rows(String run) {
    List<Row> rows =
        SparkFixture.spark()
            .table(VoxTable.IDENTIFICATIONS.sqlName())
            .where("run_id = '" + run + "'")
            .select("recording_id", "identified_profile_id", "score", "threshold", "score_kind")
            .collectAsList();
    assertThat(rows).hasSize(STRANGERS + PROFILES.size());
    return rows;
  }
}
