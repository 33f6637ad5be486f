package org.voxmatrix.jobs.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.Enrollments;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.SparkFixture;
import org.voxmatrix.fixtures.WavFiles;
import org.voxmatrix.jobs.RunResult;
import org.voxmatrix.jobs.decision.Decision;
import org.voxmatrix.jobs.decision.DecisionRule;
import org.voxmatrix.jobs.enroll.EnrollJob;
import org.voxmatrix.jobs.enroll.EnrollSettings;
import org.voxmatrix.jobs.enroll.EnrollmentDecider;
import org.voxmatrix.jobs.extract.ExtractJob;
import org.voxmatrix.jobs.extract.ExtractSettings;
import org.voxmatrix.jobs.profiles.ProfileId;
import org.voxmatrix.jobs.profiles.ProfileTable;
import org.voxmatrix.jobs.status.OperationAnswers;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.OperationTable;
import org.voxmatrix.ledger.State;
import org.voxmatrix.ledger.TaskRow;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.recordings.Repeat;
import org.voxmatrix.tables.VoxTable;

/** Twelve voices of the samples: two utterances of each are enrolled, the other two are probes. */
class IdentifyJobTest {

  private static final List<String> VOICES =
      List.of(
          "english-kal",
          "english-ked",
          "english-slt",
          "english-awb",
          "english-rms",
          "czech-dita",
          "czech-machac",
          "finnish-lj",
          "finnish-mv",
          "italian-lp",
          "russian-nsh",
          "hindi-nsk");

  private static final Map<String, String> PROFILES = new LinkedHashMap<>();

  @TempDir Path folder;

  /** Once for all tests, which leave the profiles as they are. */
  @BeforeAll
  static void enroll(@TempDir Path folder) {
    Enrollments rows = new Enrollments();
    for (String voice : VOICES) {
      PROFILES.put(voice, Enrollments.newProfile());
      rows.speech(PROFILES.get(voice), WavFiles.of(Enrollments.voice(voice, 1)));
      rows.speech(PROFILES.get(voice), WavFiles.of(Enrollments.voice(voice, 2)));
    }
    enroll(folder, rows, 2);
  }

  @Test
  void voicesAreIdentifiedAndStrangersAreNobody() {
    IdentifyResult result =
        new IdentifyJob(
                SparkFixture.context(),
                identify(probes(), list(PROFILES.values())).withRanking(VOICES.size()))
            .execute();
    Map<String, String> found = found(result.run().runId());
    assertThat(found).hasSize(24);
    long right =
        found.entrySet().stream()
            .filter(entry -> entry.getValue().equals(PROFILES.get(voice(entry.getKey()))))
            .count();
    assertThat(right).isGreaterThanOrEqualTo(Math.round(0.9 * found.size()));

    // Without its own profile a probe is a stranger to all others.
    double threshold =
        Decision.identify(
                ModelBundle.loadDefault(),
                null,
                DecisionRule.OF_MODEL,
                "cosine",
                null,
                null,
                VOICES.size() - 1)
            .threshold();
    Map<String, String> strangers = new TreeMap<>();
    rankings(result.run().runId())
        .forEach(
            (probe, ranking) -> {
              assertThat(ranking).hasSize(VOICES.size());
              strangers.put(probe, bestOfOthers(ranking, PROFILES.get(voice(probe)), threshold));
            });
    long nobody = strangers.values().stream().filter(ProfileId.NOBODY::equals).count();
    assertThat(nobody).isGreaterThanOrEqualTo((int) Math.ceil(0.9 * strangers.size()));
    for (String left : List.of("english-rms", "hindi-nsk")) {
      List<String> others = new ArrayList<>(PROFILES.values());
      others.remove(PROFILES.get(left));
      IdentifyResult without =
          new IdentifyJob(SparkFixture.context(), identify(extracted(left), list(others)))
              .execute();
      assertThat(found(without.run().runId())).hasSize(2);
      assertThat(strangers).containsAllEntriesOf(found(without.run().runId()));
      documentIsTheServices(without);
    }
  }

  private static void documentIsTheServices(IdentifyResult result) {
    TaskRow task = new Ledger(SparkFixture.warehouse()).tasks(result.run().runId()).get(0);
    JsonNode document =
        new OperationAnswers(SparkFixture.warehouse())
            .document(
                new OperationTable(SparkFixture.warehouse())
                    .find(task.taskId(), Instant.EPOCH)
                    .orElseThrow());
    assertThat(document.get("status").textValue()).isEqualTo("succeeded");
    JsonNode answer = document.get("processingResult");
    assertThat(answer.fieldNames())
        .toIterable()
        .containsExactly("identifiedProfileId", "confidence", "profilesRanking");
    assertThat(answer.get("profilesRanking")).hasSize(5);
    double before = Double.POSITIVE_INFINITY;
    for (JsonNode ranked : answer.get("profilesRanking")) {
      assertThat(ranked.get("score").doubleValue()).isLessThanOrEqualTo(before);
      before = ranked.get("score").doubleValue();
    }
  }

  @Tag("slow")
  @Test
  void recordingsAtFaultFailAloneAndProfilesAtFaultAreSetAside() {
    Map<String, String> profiles = profiles("english-rms", "english-slt");
    String tooFew = Enrollments.newProfile();
    enroll(
        folder,
        new Enrollments().speech(tooFew, WavFiles.of(Enrollments.voice("english-kal", 1))),
        60);
    List<String> asked = new ArrayList<>(profiles.values());
    asked.add(tooFew);
    asked.add(Enrollments.newProfile());
    String manifest =
        Manifests.of(
            folder,
            "spoken",
            Manifests.sample("voices/english-rms/english-rms-1.wav"),
            "silent",
            Manifests.sample("broken/zeros.wav"));
    IdentifyResult result =
        new IdentifyJob(SparkFixture.context(), identify(manifest, list(asked))).execute();

    assertThat(result.setAside())
        .extracting(fault -> fault.message())
        .containsExactlyInAnyOrder("Profile is not enrolled.", "Requested profile doesn't exist");
    assertThat(result.profiles()).isEqualTo(2);
    assertThat(result.run().summary().count(State.DONE)).isEqualTo(1);
    assertThat(result.run().summary().count(State.REJECTED)).isEqualTo(1);
    assertThat(found(result.run().runId())).containsEntry("spoken", profiles.get("english-rms"));
    TaskRow silent = new Ledger(SparkFixture.warehouse()).tasks(result.run().runId()).get(1);
    assertThat(silent.fault()).isEqualTo("audio.no-speech");
    assertThatThrownBy(
            () ->
                new IdentifyJob(SparkFixture.context(), identify(manifest, list(List.of(tooFew))))
                    .execute())
        .isInstanceOf(RequestException.class)
        .hasMessage("Profile is not enrolled.");
    assertThatThrownBy(
            () ->
                new IdentifyJob(
                        SparkFixture.context(),
                        identify(manifest, list(profiles.values())).withMaxProfiles(1))
                    .execute())
        .hasMessageContaining("over identify.max-profiles = 1");
  }

  /** Voiceprints that are there already need no audio. */
  @Tag("slow")
  @Test
  void readyVoiceprintsAreIdentifiedToo() {
    Map<String, String> profiles = profiles("english-rms", "english-slt");
    String run =
        new ExtractJob(
                SparkFixture.context(),
                ExtractSettings.of(
                        Manifests.of(
                            folder,
                            "probe",
                            Manifests.sample("phrases/english-slt/passport-2.wav")))
                    .withRepeat(Repeat.AGAIN))
            .execute()
            .runId();
    String ready = folder.resolve("ready").toString();
    SparkFixture.spark()
        .sql(
            "SELECT recording_id, voiceprint FROM vox.main.voiceprints WHERE run_id = '"
                + run
                + "'")
        .write()
        .parquet(ready);
    IdentifyResult result =
        new IdentifyJob(SparkFixture.context(), identify(ready, list(profiles.values()))).execute();
    assertThat(found(result.run().runId())).containsEntry("probe", profiles.get("english-slt"));
  }

  /** Two channels with a voice each are one recording, and a third row of one of them a mistake. */
  @Tag("slow")
  @Test
  void readyVoiceprintsOfSeveralChannelsAreOneRecording() {
    Map<String, String> profiles = profiles("english-rms", "english-slt");
    List<Row> rows = new ArrayList<>();
    for (int channel : new int[] {0, 1, 1}) {
      String profile = profiles.get(channel == 0 ? "english-slt" : "english-rms");
      String voiceprint =
          new ProfileTable(SparkFixture.warehouse())
              .shown(profile, null)
              .orElseThrow()
              .voiceprint();
      rows.add(RowFactory.create("call", channel, voiceprint));
    }
    rows.add(RowFactory.create("other", 0, rows.get(0).getString(2)));
    String ready =
        Manifests.write(
            folder,
            rows,
            new StructType()
                .add("recording_id", DataTypes.StringType)
                .add("channel_number", DataTypes.IntegerType)
                .add("voiceprint", DataTypes.StringType));
    IdentifyResult result =
        new IdentifyJob(
                SparkFixture.context(), identify(ready, list(profiles.values())).withWaveItems(1))
            .execute();
    assertThat(
            SparkFixture.spark()
                .sql(
                    "SELECT recording_id, channel_number, identified_profile_id,"
                        + " size(profiles_ranking) FROM vox.main.identifications WHERE run_id = '"
                        + result.run().runId()
                        + "' ORDER BY 1, 2")
                .collectAsList())
        .containsExactly(
            RowFactory.create("call", 0, profiles.get("english-slt"), 2),
            RowFactory.create("call", 1, profiles.get("english-rms"), 2),
            RowFactory.create("other", 0, profiles.get("english-slt"), 2));
    assertThat(result.run().summary().count(State.DONE)).isEqualTo(2);
    assertThat(result.run().summary().faults()).containsKey("manifest.duplicate-recording-id");
  }

  private static Map<String, String> profiles(String... voices) {
    Map<String, String> profiles = new LinkedHashMap<>(PROFILES);
    profiles.keySet().retainAll(List.of(voices));
    return profiles;
  }

  private static void enroll(Path folder, Enrollments rows, double minSpeech) {
    RunResult result =
        new EnrollJob(
                SparkFixture.context(),
                EnrollSettings.of(rows.write(folder))
                    .withListen(Enrollments.ofOneRecording(minSpeech))
                    .withUnknown(EnrollmentDecider.Unknown.CREATED))
            .execute();
    assertThat(Enrollments.answers(result.runId())).containsOnly("accepted");
  }

  /** The voiceprints that were extracted of a voice's probes. */
  private String extracted(String voice) {
    String ready = folder.resolve("probes of " + voice).toString();
    SparkFixture.spark()
        .sql(
            "SELECT recording_id, voiceprint FROM vox.main.voiceprints WHERE recording_id LIKE '"
                + voice
                + "/%'")
        .write()
        .parquet(ready);
    return ready;
  }

  private String probes() {
    List<Row> rows = new ArrayList<>();
    for (String voice : VOICES) {
      for (int utterance : new int[] {3, 4}) {
        rows.add(
            RowFactory.create(
                voice + "/" + utterance, WavFiles.of(Enrollments.voice(voice, utterance))));
      }
    }
    return Manifests.write(
        folder,
        rows,
        new StructType()
            .add("recording_id", DataTypes.StringType)
            .add("content", DataTypes.BinaryType));
  }

  private String list(Iterable<String> profiles) {
    List<Row> rows = new ArrayList<>();
    profiles.forEach(profile -> rows.add(RowFactory.create(profile)));
    return Manifests.write(folder, rows, new StructType().add("profile_id", DataTypes.StringType));
  }

  private static IdentifySettings identify(String manifest, String profiles) {
    return IdentifySettings.of(manifest).withProfiles(profiles);
  }

  /** Whom a probe would be taken for if its own profile were not among those asked for. */
  private static String bestOfOthers(List<Row> ranking, String own, double threshold) {
    return ranking.stream()
        .filter(rank -> !rank.getString(0).equals(own))
        .findFirst()
        .filter(rank -> rank.getDouble(1) >= threshold)
        .map(rank -> rank.getString(0))
        .orElse(ProfileId.NOBODY);
  }

  private static Map<String, List<Row>> rankings(String runId) {
    Map<String, List<Row>> rankings = new TreeMap<>();
    SparkFixture.spark()
        .table(VoxTable.IDENTIFICATIONS.sqlName())
        .where("run_id = '" + runId + "'")
        .select("recording_id", "profiles_ranking")
        .collectAsList()
        .forEach(row -> rankings.put(row.getString(0), row.getList(1)));
    return rankings;
  }

  private static String voice(String recording) {
    return recording.substring(0, recording.indexOf('/'));
  }

  private static Map<String, String> found(String runId) {
    Map<String, String> found = new LinkedHashMap<>();
    for (Row row :
        SparkFixture.spark()
            .sql(
                "SELECT recording_id, identified_profile_id FROM vox.main.identifications WHERE"
                    + " run_id = '"
                    + runId
                    + "'")
            .collectAsList()) {
      found.put(row.getString(0), row.getString(1));
    }
    return found;
  }
}
