package org.voxmatrix.jobs.enroll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.audio.input.WhenTruncated;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.Enrollments;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.SparkFixture;
import org.voxmatrix.fixtures.WavFiles;
import org.voxmatrix.jobs.RunResult;
import org.voxmatrix.jobs.profiles.EnrollmentRow;
import org.voxmatrix.jobs.profiles.ProfileJob;
import org.voxmatrix.jobs.profiles.ProfileKind;
import org.voxmatrix.jobs.profiles.ProfileRow;
import org.voxmatrix.jobs.profiles.ProfileStatus;
import org.voxmatrix.jobs.profiles.ProfileTable;
import org.voxmatrix.jobs.profiles.audio.Copies;
import org.voxmatrix.jobs.profiles.audio.ListenOptions;
import org.voxmatrix.jobs.status.OperationAnswers;
import org.voxmatrix.ledger.OperationTable;
import org.voxmatrix.ledger.State;
import org.voxmatrix.recordings.Repeat;
import org.voxmatrix.session.Progress;
import org.voxmatrix.voiceprint.Voiceprint;
import org.voxmatrix.voiceprint.VoiceprintMean;

class EnrollJobTest {

  private static final String PHRASE = "my voice is my passport verify me";
  private static final String RMS = "english-rms/";
  private static final String NOISY = "InvalidRequest: Audio is too noisy.";
  private static final String OTHER_PHRASE = "InvalidRequest: Invalid passphrase.";
  private static final String COPY =
      "InvalidRequest: The audio is a copy of an enrollment of the profile. Enroll another recording.";
  private static final String TOTAL =
      "InvalidRequest: Maximum allowed length across all profile enrollments is 300 seconds.";

  @TempDir Path folder;

  @Test
  void aProfileLivesFromItsFirstPhraseToItsDeletion() throws Exception {
    String profile = Enrollments.newProfile();
    String manifest =
        new Enrollments()
            .phrase(profile.toUpperCase(java.util.Locale.ROOT), RMS + "passport-1")
            .phrase(profile.replace("-", ""), RMS + "passport-2")
            .phrase(profile, RMS + "passport-3")
            .write(folder);
    RunResult result =
        new EnrollJob(SparkFixture.context(), job(manifest).withWaveItems(1)).execute();

    List<EnrollmentRow> rows = Enrollments.of(result.runId());
    double length = 0;
    double speech = 0;
    double[] lengths = {3.035, 3.56125, 2.6765};
    for (int i = 0; i < 3; i++) {
      EnrollmentRow row = rows.get(i);
      length += lengths[i];
      speech += row.speechLength();
      JsonNode document = EnrollmentDocument.of(row);
      assertThat(document.fieldNames())
          .toIterable()
          .containsExactly(
              "profileId",
              "enrollmentStatus",
              "enrollmentsCount",
              "enrollmentsLength",
              "enrollmentsSpeechLength",
              "remainingEnrollmentsCount",
              "passPhrase",
              "audioLength",
              "audioSpeechLength");
      assertThat(document.get("profileId").textValue()).isEqualTo(profile);
      assertThat(document.get("enrollmentStatus").textValue())
          .isEqualTo(i < 2 ? "Enrolling" : "Enrolled");
      assertThat(document.get("enrollmentsCount").intValue()).isEqualTo(i + 1);
      assertThat(document.get("remainingEnrollmentsCount").intValue()).isEqualTo(2 - i);
      assertThat(document.get("passPhrase").textValue()).isEqualTo(PHRASE);
      assertThat(document.get("enrollmentsLength").doubleValue()).isEqualTo(hundredths(length));
      assertThat(document.get("enrollmentsSpeechLength").doubleValue())
          .isEqualTo(hundredths(speech));
      assertThat(document.get("audioLength").doubleValue()).isEqualTo(hundredths(lengths[i]));
      assertThat(row.audioLength()).isEqualTo(lengths[i]);
      assertThat(row.speechLength()).isBetween(1.0, row.audioLength());
      assertThat(operation(row)).isEqualTo(document);
    }
    ProfileRow enrolled = profile(profile);
    assertThat(enrolled.status()).isEqualTo(ProfileStatus.ENROLLED);
    assertThat(enrolled.voiceprint()).isEqualTo(mean(rows));
    assertThat(statusesSeen(profile))
        .containsExactly("Enrolling", "Enrolling", "Training", "Enrolled");
    String id = rows.get(2).enrollmentId();
    OperationTable operations = new OperationTable(SparkFixture.warehouse());
    assertThat(operations.find(id, rows.get(2).finishedAt())).isPresent();
    assertThat(operations.find(id, rows.get(2).finishedAt().plusMillis(1))).isEmpty();

    ProfileJob profiles = new ProfileJob(SparkFixture.warehouse());
    ProfileRow reset = profiles.reset(profile);
    assertThat(reset.status()).isEqualTo(ProfileStatus.ENROLLING);
    assertThat(reset.enrollmentsCount()).isZero();
    assertThat(reset.voiceprint()).isNull();
    RunResult anew = new EnrollJob(SparkFixture.context(), job(manifest)).execute();
    assertThat(anew.skipped()).isZero();
    assertThat(profile(profile).status()).isEqualTo(ProfileStatus.ENROLLED);
    profiles.delete(profile);
    assertThat(new ProfileTable(SparkFixture.warehouse()).shown(profile, null)).isEmpty();
    assertThatThrownBy(() -> profiles.reset(profile))
        .isInstanceOf(RequestException.class)
        .hasMessage("Requested profile doesn't exist");
  }

  /** Each refusal has its code and message, and the profile is as it was. */
  @Test
  void whatBreaksARuleIsRefusedAndLeavesTheProfileAsItWas() {
    String profile = Enrollments.newProfile();
    float[] phrase = WavFiles.samples("phrases/english-rms/passport-1.wav");
    int atLimit = 5_242_880 - WavFiles.of(phrase).length;
    RunResult result =
        run(
            new Enrollments()
                .phrase(profile, RMS + "sentence")
                .phrase(profile, RMS + "passport-1")
                .phrase(profile, RMS + "toothpaste")
                .row(
                    profile,
                    Manifests.sample("voices/english-rms/english-rms-2.flac"),
                    null,
                    null,
                    null)
                .audio(profile, WavFiles.of(phrase, atLimit + 2))
                .audio(profile, WavFiles.of(WavFiles.lasting(phrase, 0.9)))
                .audio(profile, WavFiles.of(WavFiles.lasting(phrase, 10.1)))
                .phrase(profile, RMS + "passport-6db")
                .audio(profile, WavFiles.of(new float[3 * WavFiles.RATE]))
                .row(
                    profile,
                    Manifests.sample("phrases/english-rms/passport-2.wav"),
                    null,
                    "Apple juice tastes funny after toothpaste",
                    null)
                .row(
                    profile,
                    Manifests.sample("phrases/english-rms/passport-2.wav"),
                    null,
                    null,
                    "text-independent")
                .phrase("no-guid", RMS + "passport-2")
                .row(
                    profile.toUpperCase(java.util.Locale.ROOT),
                    "file:/nowhere.wav",
                    null,
                    null,
                    null));

    assertThat(Enrollments.answers(result.runId()))
        .containsExactly(
            OTHER_PHRASE,
            "accepted",
            OTHER_PHRASE,
            "UnsupportedMediaType: Unsupported media type. Only 'audio/wav; codecs=audio/pcm' is"
                + " accepted.",
            "InvalidRequest: Maximum allowed audio size is 5 MB.",
            "InvalidRequest: Invalid audio length. Minimum allowed length is 1 second.",
            "InvalidRequest: Invalid audio length. Maximum allowed length is 10 seconds.",
            NOISY,
            NOISY,
            OTHER_PHRASE,
            "InvalidRequest: Invalid profile kind. It is text-dependent or text-independent, and"
                + " never changes.",
            "InvalidRequest: Invalid profile id. A GUID is expected.",
            "InvalidRequest: The recording does not exist: correct the manifest.");
    ProfileRow after = profile(profile);
    assertThat(after.enrollmentsCount()).isEqualTo(1);
    assertThat(after.enrollmentsLength()).isEqualTo(3.035);
    assertThat(after.status()).isEqualTo(ProfileStatus.ENROLLING);
    assertThat(Enrollments.of(result.runId()))
        .extracting(EnrollmentRow::profileId)
        .containsOnly(profile, "no-guid");
    EnrollmentRow refused = Enrollments.of(result.runId()).get(7);
    assertThat(EnrollmentDocument.of(refused).toString())
        .isEqualTo("{\"error\":{\"code\":\"InvalidRequest\",\"message\":\"Audio is too noisy.\"}}");
    assertThat(refused.snrDb()).isBetween(4.0, 8.0);
    assertThat(new OperationAnswers(SparkFixture.warehouse()).document(find(refused)).toString())
        .contains("\"status\":\"failed\"", "\"message\":\"Audio is too noisy.\"")
        .doesNotContain("processingResult");
  }

  @Tag("slow")
  @Test
  void valuesAtTheirBoundsPass() {
    String profile = Enrollments.newProfile();
    String free = Enrollments.newProfile();
    float[] phrase = WavFiles.samples("phrases/english-rms/passport-1.wav");
    float[] speech = Enrollments.voice("english-slt", 1, 2, 3, 4);
    int atLimit = 5_242_880 - WavFiles.of(phrase).length;
    RunResult result =
        run(
            new Enrollments()
                .audio(profile, WavFiles.of(phrase, atLimit))
                .audio(profile, WavFiles.of(WavFiles.padded(phrase, 10)))
                .phrase(profile, RMS + "passport-14db")
                .speech(free, WavFiles.of(WavFiles.lasting(speech, 1.0)))
                .speech(free, WavFiles.of(WavFiles.lasting(speech, 120))));
    assertThat(Enrollments.answers(result.runId())).containsOnly("accepted");
    assertThat(profile(profile).status()).isEqualTo(ProfileStatus.ENROLLED);
    assertThat(profile(free).status()).isEqualTo(ProfileStatus.ENROLLED);
  }

  @Tag("slow")
  @Test
  void aProfileHasAtMostFiftyEnrollmentsAndThreeHundredSeconds() {
    String many = Enrollments.newProfile();
    String much = Enrollments.newProfile();
    float[] speech = Enrollments.voice("english-rms", 1, 2, 3, 4);
    byte[] one = WavFiles.of(WavFiles.lasting(speech, 1.5));
    byte[] ten = WavFiles.of(WavFiles.lasting(speech, 10));
    Enrollments rows = new Enrollments();
    for (int i = 0; i < 51; i++) {
      rows.speech(many, one);
    }
    for (int i = 0; i < 30; i++) {
      rows.speech(much, ten);
    }
    rows.speech(much, WavFiles.of(WavFiles.lasting(speech, 1)));
    List<String> answers = Enrollments.answers(copies(rows).runId());
    assertThat(answers.subList(0, 50)).containsOnly("accepted");
    assertThat(answers.get(50))
        .isEqualTo("InvalidOperation: Maximum allowed number of enrollments per profile is 50.");
    assertThat(answers.subList(51, 81)).containsOnly("accepted");
    assertThat(answers.get(81)).isEqualTo(TOTAL);
    assertThat(profile(much).enrollmentsLength()).isEqualTo(300);
  }

  @Test
  void freeSpeechIsEnrolledByItsSeconds() throws Exception {
    String profile = Enrollments.newProfile();
    byte[] twelve = WavFiles.of(WavFiles.lasting(Enrollments.voice("english-rms", 1, 2, 3, 4), 12));
    RunResult result = copies(new Enrollments().speech(profile, twelve).speech(profile, twelve));
    List<EnrollmentRow> rows = Enrollments.of(result.runId());
    JsonNode first = operation(rows.get(0));
    assertThat(first.fieldNames())
        .toIterable()
        .containsExactly(
            "enrollmentStatus",
            "enrollmentSpeechTime",
            "remainingEnrollmentSpeechTime",
            "speechTime");
    double speech = hundredths(rows.get(0).speechLength());
    assertThat(first.get("enrollmentStatus").textValue()).isEqualTo("Enrolling");
    assertThat(first.get("enrollmentSpeechTime").doubleValue()).isEqualTo(speech);
    assertThat(first.get("remainingEnrollmentSpeechTime").doubleValue())
        .isEqualTo(hundredths(20 - rows.get(0).speechLength()));
    assertThat(operation(rows.get(1)).get("enrollmentStatus").textValue()).isEqualTo("Enrolled");
    assertThat(operation(rows.get(1)).get("remainingEnrollmentSpeechTime").doubleValue()).isZero();
  }

  @Test
  void profilesThatAreUnknownAreRefusedUnlessTheyAreToBeMade() {
    String manifest =
        new Enrollments().phrase(Enrollments.newProfile(), RMS + "passport-1").write(folder);
    RunResult result =
        new EnrollJob(
                SparkFixture.context(),
                job(manifest).withUnknown(EnrollmentDecider.Unknown.REFUSED))
            .execute();
    assertThat(Enrollments.answers(result.runId()))
        .containsExactly("Not Found: Requested profile doesn't exist");
  }

  /** Another writer comes between: its profile gives a conflict, the others are enrolled. */
  @Tag("slow")
  @Test
  void aProfileThatAnotherChangesMeanwhileGivesAConflict() {
    String changed = Enrollments.newProfile();
    String quiet = Enrollments.newProfile();
    run(new Enrollments().phrase(changed, RMS + "passport-1").phrase(quiet, RMS + "passport-1"));
    String manifest =
        new Enrollments()
            .phrase(changed, RMS + "passport-2")
            .phrase(quiet, RMS + "passport-2")
            .write(folder);
    Progress other = new AtTotal(() -> new ProfileJob(SparkFixture.warehouse()).reset(changed));
    RunResult result =
        new EnrollJob(SparkFixture.context().withProgress(other), job(manifest)).execute();
    assertThat(Enrollments.answers(result.runId()))
        .containsExactly(
            "Conflict: Sending concurrent requests on same profile is not allowed.", "accepted");
    assertThat(profile(changed).enrollmentsCount()).isZero();
    assertThat(profile(quiet).enrollmentsCount()).isEqualTo(2);
  }

  /** The same rows in waves of one, and as one wave, over any partitions. */
  @Tag("slow")
  @Test
  void waveSizesDoNotMatter() {
    List<ProfileRow> ends = new ArrayList<>();
    for (int waveItems : new int[] {1, 2, 100}) {
      String profile = Enrollments.newProfile();
      String manifest =
          new Enrollments()
              .phrase(profile, RMS + "passport-1")
              .phrase(profile, RMS + "sentence")
              .phrase(profile, RMS + "passport-3")
              .phrase(profile, RMS + "passport-2")
              .phrase(profile, RMS + "passport-14db")
              .write(folder);
      new EnrollJob(SparkFixture.context(), job(manifest).withWaveItems(waveItems)).execute();
      ends.add(profile(profile));
    }
    assertThat(ends.stream().map(ProfileRow::voiceprint).distinct()).hasSize(1);
    assertThat(ends.stream().map(ProfileRow::enrollmentsCount)).containsOnly(4);
    assertThat(ends.stream().map(ProfileRow::enrollmentsSpeechLength).distinct()).hasSize(1);
  }

  @Tag("slow")
  @Test
  void whatAnEarlierRunEnrolledIsSkipped() {
    String profile = Enrollments.newProfile();
    String manifest = new Enrollments().phrase(profile, RMS + "passport-1").write(folder);
    new EnrollJob(SparkFixture.context(), job(manifest)).execute();
    RunResult again = new EnrollJob(SparkFixture.context(), job(manifest)).execute();
    assertThat(again.skipped()).isEqualTo(1);
    assertThat(profile(profile).enrollmentsCount()).isEqualTo(1);
  }

  /** Skipped is what the profile has, whatever is left of the run that enrolled it. */
  @Tag("slow")
  @Test
  void oneRecordingIsOneEnrollmentOfEachProfileItIsGivenFor() {
    String profile = Enrollments.newProfile();
    String other = Enrollments.newProfile();
    RunResult first = run(new Enrollments().phrase("r1-" + profile, profile, RMS + "passport-1"));
    SparkFixture.spark().sql("DELETE FROM vox.main.tasks WHERE run_id = '" + first.runId() + "'");
    RunResult second =
        run(
            new Enrollments()
                .phrase("r1-" + profile, profile, RMS + "passport-1")
                .phrase("r2-" + profile, profile, RMS + "passport-2"));
    assertThat(second.skipped()).isEqualTo(1);
    assertThat(profile(profile).enrollmentsCount()).isEqualTo(2);

    RunResult corrected = run(new Enrollments().phrase("r1-" + profile, other, RMS + "passport-1"));
    assertThat(corrected.skipped()).isZero();
    assertThat(profile(other).enrollmentsCount()).isEqualTo(1);
  }

  /** A row that names no kind is heard as its profile is going to be. */
  @Tag("slow")
  @Test
  void rowsWithoutAKindAreHeardAsTheOthersOfTheirProfile() {
    String profile = Enrollments.newProfile();
    byte[] speech = WavFiles.of(WavFiles.lasting(Enrollments.voice("english-rms", 1, 2, 3, 4), 12));
    run(new Enrollments().phrase(profile, RMS + "passport-1"));
    new ProfileJob(SparkFixture.warehouse()).delete(profile);
    RunResult result = copies(new Enrollments().speech(profile, speech).audio(profile, speech));
    assertThat(Enrollments.answers(result.runId())).containsOnly("accepted");
    assertThat(profile(profile).kind()).isEqualTo(ProfileKind.TEXT_INDEPENDENT);
    assertThat(profile(profile).status()).isEqualTo(ProfileStatus.ENROLLED);
  }

  @Test
  void aRecordingThatIsCutOffIsUsedOrRefused() {
    byte[] whole = WavFiles.of(WavFiles.lasting(Enrollments.voice("english-rms", 1, 2, 3), 8));
    byte[] cut = Arrays.copyOf(whole, whole.length * 3 / 4);
    EnrollSettings settings =
        job(new Enrollments().speech(Enrollments.newProfile(), cut).write(folder));
    assertThat(answers(settings)).containsExactly("accepted");
    assertThat(
            answers(
                settings.withListen(ListenOptions.defaults().withTruncated(WhenTruncated.REJECT))))
        .singleElement(STRING)
        .startsWith("InvalidRequest: ")
        .endsWith("Give it whole, or take what is there with audio.truncated = use.");
  }

  /** Whatever it is called, stored as or enrolled with. */
  @Test
  void aCopyOfAnEnrollmentIsNoFurtherOne() {
    String profile = Enrollments.newProfile();
    String other = Enrollments.newProfile();
    byte[] same = WavFiles.of(WavFiles.samples("phrases/english-rms/passport-1.wav"));
    Enrollments rows =
        new Enrollments()
            .phrase(profile, RMS + "passport-1")
            .phrase(profile, RMS + "passport-1")
            .audio(profile, same)
            .audio(profile, WavFiles.converted(same, 48_000, 24))
            .phrase(profile, RMS + "passport-2")
            .phrase(other, RMS + "passport-1");
    EnrollSettings oneByOne = job(rows.write(folder)).withWaveItems(1);
    RunResult result = new EnrollJob(SparkFixture.context(), oneByOne).execute();
    assertThat(Enrollments.answers(result.runId()))
        .containsExactly("accepted", COPY, COPY, COPY, "accepted", "accepted");
    assertThat(result.summary().faults()).containsOnly(Map.entry("recording.copy", 3L));
    assertThat(profile(profile).enrollmentsCount()).isEqualTo(2);
  }

  private static List<String> answers(EnrollSettings settings) {
    RunResult result =
        new EnrollJob(SparkFixture.context(), settings.withRepeat(Repeat.AGAIN)).execute();
    return Enrollments.answers(result.runId());
  }

  private RunResult run(Enrollments rows) {
    return new EnrollJob(SparkFixture.context(), job(rows.write(folder))).execute();
  }

  private RunResult copies(Enrollments rows) {
    ListenOptions allowed = ListenOptions.defaults().withCopies(Copies.ALLOW);
    return new EnrollJob(SparkFixture.context(), job(rows.write(folder)).withListen(allowed))
        .execute();
  }

  private static EnrollSettings job(String manifest) {
    return EnrollSettings.of(manifest).withUnknown(EnrollmentDecider.Unknown.CREATED);
  }

  private static ProfileRow profile(String id) {
    return new ProfileTable(SparkFixture.warehouse()).latest(List.of(id), null).get(id);
  }

  private static org.voxmatrix.ledger.OperationRow find(EnrollmentRow row) {
    return new OperationTable(SparkFixture.warehouse())
        .find(row.enrollmentId(), Instant.EPOCH)
        .orElseThrow();
  }

  private static JsonNode operation(EnrollmentRow row) {
    JsonNode document = new OperationAnswers(SparkFixture.warehouse()).document(find(row));
    assertThat(document.get("status").textValue()).isEqualTo("succeeded");
    assertThat(row.state()).isEqualTo(State.DONE);
    return document.get("processingResult");
  }

  private static String mean(List<EnrollmentRow> rows) {
    VoiceprintMean mean = new VoiceprintMean();
    rows.forEach(row -> mean.add(Voiceprint.decode(row.voiceprint()), row.speechLength()));
    return mean.mean().orElseThrow().encode();
  }

  /** What readers could see, snapshot after snapshot. */
  private static List<String> statusesSeen(String profile) {
    List<String> seen = new ArrayList<>();
    for (Row snapshot :
        SparkFixture.spark()
            .sql("SELECT snapshot_id FROM vox.main.profiles.snapshots ORDER BY committed_at")
            .collectAsList()) {
      SparkFixture.spark()
          .sql(
              ("SELECT status FROM vox.main.profiles VERSION AS OF %d WHERE profile_id = '%s'"
                      + " ORDER BY version DESC, settled DESC LIMIT 1")
                  .formatted(snapshot.getLong(0), profile))
          .collectAsList()
          .forEach(row -> seen.add(row.getString(0)));
    }
    return seen;
  }

  private static double hundredths(double seconds) {
    return Math.round(seconds * 100) / 100.0;
  }

  /** Does something once a run knows what lies ahead. */
  private record AtTotal(Runnable action) implements Progress {

    @Override
    public void started(String runId) {}

    @Override
    public void total(long items, String unit) {
      action.run();
    }

    @Override
    public void advance(long items) {}

    @Override
    public void done() {}
  }
}
