package org.voxmatrix.jobs.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.access.Reach;
import org.voxmatrix.audio.input.WhenTruncated;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.Enrollments;
import org.voxmatrix.fixtures.SparkFixture;
import org.voxmatrix.fixtures.StrangerSets;
import org.voxmatrix.fixtures.WavFiles;
import org.voxmatrix.jobs.RunResult;
import org.voxmatrix.jobs.compare.cohort.CohortVoice;
import org.voxmatrix.jobs.decision.DecisionRule;
import org.voxmatrix.jobs.decision.ErrorRate;
import org.voxmatrix.jobs.decision.Strangers;
import org.voxmatrix.jobs.enroll.EnrollJob;
import org.voxmatrix.jobs.enroll.EnrollSettings;
import org.voxmatrix.jobs.enroll.EnrollmentDecider;
import org.voxmatrix.jobs.profiles.ProfileTable;
import org.voxmatrix.jobs.profiles.audio.Copies;
import org.voxmatrix.jobs.profiles.audio.ListenOptions;
import org.voxmatrix.jobs.profiles.audio.PhraseCheck;
import org.voxmatrix.jobs.profiles.audio.SeveralSpeakers;
import org.voxmatrix.jobs.status.OperationAnswers;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.OperationTable;
import org.voxmatrix.ledger.TaskRow;
import org.voxmatrix.score.Cosine;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.voiceprint.Voiceprint;

class VerifyJobTest {

  private static final String RMS = "english-rms/";
  private static final String SLT = "english-slt/";

  @TempDir Path folder;

  @Test
  void aClaimIsAcceptedByVoiceAndPhrase() {
    String profile = Enrollments.newProfile();
    String unfinished = Enrollments.newProfile();
    new EnrollJob(
            SparkFixture.context(),
            EnrollSettings.of(
                    new Enrollments()
                        .phrase(profile, RMS + "passport-1")
                        .phrase(profile, RMS + "passport-2")
                        .phrase(profile, RMS + "passport-14db")
                        .phrase(unfinished, SLT + "passport-1")
                        .write(folder))
                .withUnknown(EnrollmentDecider.Unknown.CREATED))
        .execute();
    String claims =
        new Enrollments()
            .phrase(profile, RMS + "passport-3")
            .phrase(profile, RMS + "toothpaste")
            .phrase(profile, SLT + "passport-1")
            .phrase(unfinished, SLT + "passport-2")
            .phrase(Enrollments.newProfile(), RMS + "passport-3")
            .phrase(profile, RMS + "passport-6db")
            .phrase("nobody", RMS + "passport-3")
            .write(folder);
    VerifyResult result =
        new VerifyJob(SparkFixture.context(), VerifySettings.of(claims)).execute();

    assertThat(answers(result))
        .containsExactly(
            "accept",
            "reject",
            "reject",
            "Profile is not enrolled.",
            "Requested profile doesn't exist",
            "Audio is too noisy.",
            "Invalid profile id. A GUID is expected.");
    assertThat(result.accepted()).isEqualTo(1);

    VerifyResult compared =
        new VerifyJob(
                SparkFixture.context(),
                VerifySettings.of(
                        new Enrollments().phrase(profile, RMS + "passport-3").write(folder))
                    .withListen(bySimilarity()))
            .execute();
    assertThat(new Ledger(SparkFixture.warehouse()).tasks(compared.run().runId()).get(0).fault())
        .isEqualTo("profile.other-check");
  }

  /** Any words will do, as long as they are always the same. */
  @Test
  void underSimilarityTheWordsAreThoseOfTheFirstEnrollment() {
    String passport = Enrollments.newProfile();
    String sentence = Enrollments.newProfile();
    RunResult enrolled =
        new EnrollJob(
                SparkFixture.context(),
                EnrollSettings.of(
                        new Enrollments()
                            .phrase(passport, RMS + "passport-1")
                            .phrase(passport, RMS + "toothpaste")
                            .phrase(passport, RMS + "passport-2")
                            .phrase(passport, RMS + "passport-14db")
                            .phrase(sentence, RMS + "sentence")
                            .phrase(sentence, RMS + "sentence")
                            .phrase(sentence, RMS + "passport-1")
                            .phrase(sentence, RMS + "sentence")
                            .write(folder))
                    .withListen(bySimilarity())
                    .withUnknown(EnrollmentDecider.Unknown.CREATED))
            .execute();
    String other = "InvalidRequest: Invalid passphrase.";
    assertThat(Enrollments.answers(enrolled.runId()))
        .containsExactly(
            "accepted", other, "accepted", "accepted", "accepted", "accepted", other, "accepted");

    VerifyResult result =
        new VerifyJob(
                SparkFixture.context(),
                VerifySettings.of(
                        new Enrollments()
                            .phrase(passport, RMS + "passport-3")
                            .phrase(passport, RMS + "sentence")
                            .phrase(passport, SLT + "passport-1")
                            .phrase(sentence, RMS + "sentence")
                            .phrase(sentence, RMS + "passport-3")
                            .write(folder))
                    .withListen(bySimilarity()))
            .execute();
    assertThat(answers(result))
        .containsExactly("accept", "reject", "reject", "accept replay", "reject");
  }

  /** It may be the enrollment, played back. */
  @Test
  void aCopyOfAnEnrollmentProvesNothing() {
    String profile = enrolled();
    byte[] spoken = WavFiles.of(WavFiles.samples("phrases/english-rms/passport-2.wav"));
    VerifySettings claims =
        VerifySettings.of(
            new Enrollments()
                .phrase(profile, RMS + "passport-1")
                .audio(profile, WavFiles.converted(spoken, 48_000, 24))
                .phrase(profile, RMS + "passport-14db")
                .write(folder));

    VerifyResult result = new VerifyJob(SparkFixture.context(), claims).execute();
    assertThat(answers(result)).containsExactly("reject replay", "reject replay", "accept");
    assertThat(result.replays()).isEqualTo(2);

    ListenOptions allowed = ListenOptions.defaults().withCopies(Copies.ALLOW);
    assertThat(answers(new VerifyJob(SparkFixture.context(), claims.withListen(allowed)).execute()))
        .containsExactly("accept replay", "accept replay", "accept");
  }

  /** Thresholds and scores are those of strangers' recordings. */
  @Test
  void claimsAreDecidedByACohort() {
    String profile = enrolled();
    List<CohortVoice> strangers = StrangerSets.voices(150);
    VerifySettings claims =
        VerifySettings.of(
                new Enrollments()
                    .phrase(profile, RMS + "passport-14db")
                    .phrase(profile, SLT + "passport-1")
                    .write(folder))
            .withRule(
                new DecisionRule(
                    new ErrorRate(ErrorRate.Of.COMPARISONS, 0.001),
                    null,
                    StrangerSets.write(folder, strangers),
                    50,
                    List.of()));
    VerifyResult result = new VerifyJob(SparkFixture.context(), claims).execute();

    float[] voice =
        Voiceprint.decode(
                new ProfileTable(SparkFixture.warehouse())
                    .shown(profile, null)
                    .orElseThrow()
                    .voiceprint())
            .vector();
    double threshold =
        Strangers.of(Cosine.withMean(), List.of(voice), strangers, 50).tail().threshold(0.001);
    List<Row> rows =
        SparkFixture.spark()
            .table(VoxTable.VERIFICATIONS.sqlName())
            .where("run_id = '" + result.run().runId() + "'")
            .select("recognition_result", "score", "threshold", "score_kind")
            .collectAsList();
    assertThat(rows).hasSize(2);
    for (Row row : rows) {
      assertThat(row.getDouble(2)).isCloseTo(threshold, within(1e-9));
      assertThat(row.getString(3)).startsWith("as-norm(").endsWith(",50)");
      assertThat(row.getString(0)).isEqualTo(row.getDouble(1) >= threshold ? "accept" : "reject");
    }
    // A normalized score is in deviations, far outside of what a cosine can be.
    assertThat(rows).anyMatch(row -> row.getDouble(1) > 5);
    assertThatThrownBy(() -> claims.withRule(new DecisionRule(null, null, "own", 50, List.of())))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("no cohort");
  }

  /** A profile of three recordings of one voice and phrase. */
  private String enrolled() {
    String profile = Enrollments.newProfile();
    Enrollments enrolled = new Enrollments();
    for (int i = 1; i <= 3; i++) {
      enrolled.phrase(profile, RMS + "passport-" + i);
    }
    new EnrollJob(
            SparkFixture.context(),
            EnrollSettings.of(enrolled.write(folder))
                .withUnknown(EnrollmentDecider.Unknown.CREATED))
        .execute();
    return profile;
  }

  private static ListenOptions bySimilarity() {
    ListenOptions usual = ListenOptions.defaults();
    return new ListenOptions(
        null,
        usual.limits(),
        PhraseCheck.SIMILARITY,
        null,
        usual.leastSimilarity(),
        Copies.ALLOW,
        SeveralSpeakers.REJECT,
        List.of(),
        Reach.DEFAULT,
        WhenTruncated.USE);
  }

  private static List<String> answers(VerifyResult result) {
    List<String> answers = new ArrayList<>();
    for (TaskRow task : new Ledger(SparkFixture.warehouse()).tasks(result.run().runId())) {
      JsonNode operation =
          new OperationAnswers(SparkFixture.warehouse())
              .document(
                  new OperationTable(SparkFixture.warehouse())
                      .find(task.taskId(), Instant.EPOCH)
                      .orElseThrow());
      answers.add(
          operation.has("message")
              ? operation.get("message").textValue()
              : answer(operation.get("processingResult")));
    }
    return answers;
  }

  private static String answer(JsonNode result) {
    String recognition = result.get("recognitionResult").textValue();
    return result.path("replaySuspected").asBoolean() ? recognition + " replay" : recognition;
  }
}
