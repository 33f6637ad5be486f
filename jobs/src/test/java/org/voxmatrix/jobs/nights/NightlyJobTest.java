package org.voxmatrix.jobs.nights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.Enrollments;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.SparkFixture;
import org.voxmatrix.fixtures.StrangerSets;
import org.voxmatrix.fixtures.TableRows;
import org.voxmatrix.fixtures.WavFiles;
import org.voxmatrix.jobs.compare.cohort.CohortVoice;
import org.voxmatrix.jobs.decision.DecisionRule;
import org.voxmatrix.jobs.decision.ErrorRate;
import org.voxmatrix.jobs.decision.Strangers;
import org.voxmatrix.jobs.enroll.EnrollJob;
import org.voxmatrix.jobs.enroll.EnrollSettings;
import org.voxmatrix.jobs.enroll.EnrollmentDecider;
import org.voxmatrix.jobs.erase.EraseJob;
import org.voxmatrix.jobs.erase.EraseSettings;
import org.voxmatrix.jobs.identify.IdentifySettings;
import org.voxmatrix.jobs.profiles.ProfileTable;
import org.voxmatrix.jobs.profiles.audio.ListenOptions;
import org.voxmatrix.jobs.profiles.audio.SeveralSpeakers;
import org.voxmatrix.ledger.Lease;
import org.voxmatrix.metrics.ImpostorTail;
import org.voxmatrix.score.Cosine;
import org.voxmatrix.session.Progress;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.voiceprint.Voiceprint;

class NightlyJobTest {

  private static final LocalDate SUNDAY = LocalDate.parse("2026-11-15");
  private static final LocalDate MONDAY = SUNDAY.plusDays(1);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);
  private static final LocalDate WEDNESDAY = MONDAY.plusDays(2);

  /** Begins as nobody's id does. */
  private static final String PROFILE = "00000000" + Enrollments.newProfile().substring(8);

  private static byte[] known;
  private static byte[] stranger;

  @TempDir Path folder;
  private Path calls;

  @BeforeAll
  static void enroll(@TempDir Path manifests) {
    known = WavFiles.of(Enrollments.voice("english-rms", 4));
    stranger = WavFiles.of(Enrollments.voice("english-slt", 1));
    new EnrollJob(
            SparkFixture.context(),
            EnrollSettings.of(
                    new Enrollments()
                        .speech(
                            PROFILE,
                            WavFiles.of(
                                WavFiles.lasting(Enrollments.voice("english-rms", 1, 2, 3), 60)))
                        .write(manifests))
                .withListen(ListenOptions.defaults().withSeveralSpeakers(SeveralSpeakers.ALLOW))
                .withUnknown(EnrollmentDecider.Unknown.CREATED))
        .execute();
  }

  @BeforeEach
  void noNightWasEver() throws IOException {
    calls = Files.createDirectory(folder.resolve("calls"));
    SparkFixture.warehouse().createTables();
    for (VoxTable table : List.of(VoxTable.NIGHT_RECORDINGS, VoxTable.NIGHTS, VoxTable.ALERTS)) {
      SparkFixture.spark().sql("DELETE FROM " + table.sqlName());
    }
  }

  @Test
  void aNightTakesWhatNoNightHasHad() throws IOException {
    add("known.wav", known);
    add("stranger.wav", stranger);
    // Sunday's cannot begin, which leaves its recordings to Monday's.
    assertThatThrownBy(
            () ->
                new NightlyJob(
                        SparkFixture.context(),
                        identifying(
                            nightly(SUNDAY), watch -> watch.withProfiles("/nowhere/list.parquet")))
                    .execute())
        .isInstanceOf(RequestException.class)
        .hasMessage("There is no file /nowhere/list.parquet: check --profiles.");
    assertThatThrownBy(
            () ->
                new NightlyJob(
                        SparkFixture.context(),
                        identifying(nightly(SUNDAY), watch -> watch.withProfiles(watchList())))
                    .execute())
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("There are no enrolled profiles to compare with");
    assertThatThrownBy(
            () ->
                new NightlyJob(
                        SparkFixture.context(),
                        identifying(nightly(SUNDAY), watch -> watch.withModel("/nowhere")))
                    .execute())
        .isInstanceOf(RequestException.class);
    assertThat(new NightlyJob(SparkFixture.context(), nightly(MONDAY)).execute())
        .extracting(NightlyResult::night, NightlyResult::recordings, NightlyResult::alerts)
        .containsExactly(tuple(MONDAY, 2L, 1L));
    assertThat(alerts()).containsExactly(MONDAY + " known.wav " + PROFILE);

    // Nobody starts it on Tuesday.
    add("later.wav", stranger);
    assertThat(new NightlyJob(SparkFixture.context(), nightly(WEDNESDAY)).execute())
        .extracting(NightlyResult::night, NightlyResult::recordings, NightlyResult::alerts)
        .containsExactly(tuple(WEDNESDAY, 1L, 0L));
    assertThatThrownBy(
            () ->
                new NightlyJob(SparkFixture.context(), nightly(WEDNESDAY).withNight(TUESDAY))
                    .execute())
        .isInstanceOf(RequestException.class)
        .hasMessage(
            "The night of 2026-11-17 was not run: its recordings belong to the next night.");
    assertThatThrownBy(
            () ->
                new NightlyJob(SparkFixture.context(), nightly(TUESDAY).withNight(WEDNESDAY))
                    .execute())
        .isInstanceOf(RequestException.class)
        .hasMessage("Night 2026-11-18 is in the future; today is 2026-11-17 (UTC).");
    assertThat(alerts()).containsExactly(MONDAY + " known.wav " + PROFILE);
    assertThat(nightFiles()).isEmpty();
  }

  @Tag("slow")
  @Test
  void aNightThatWasCutOffIsFinishedByTheNext() throws IOException {
    add("known.wav", known);
    add("erased.wav", known);
    CutOff cutOff = new CutOff();
    assertThatThrownBy(
            () ->
                new NightlyJob(SparkFixture.context().withProgress(cutOff), nightly(MONDAY))
                    .execute())
        .hasMessage("cut off");
    assertThat(nightFiles()).containsExactly("night-2026-11-16.parquet");
    assertThat(alerts()).isEmpty();

    new EraseJob(SparkFixture.context(), EraseSettings.of(List.of("erased.wav"), List.of()))
        .execute();
    add("later.wav", known);
    // The watch-list is lost, but what the night took is not.
    assertThatThrownBy(
            () ->
                new NightlyJob(
                        SparkFixture.context(),
                        identifying(
                            nightly(TUESDAY), watch -> watch.withProfiles("/nowhere/list.parquet")))
                    .execute())
        .isInstanceOf(RequestException.class);
    List<NightlyResult> nights =
        new NightlyJob(SparkFixture.context(), nightly(WEDNESDAY)).execute();
    assertThat(nights)
        .extracting(NightlyResult::night, NightlyResult::recordings, NightlyResult::alerts)
        .containsExactly(tuple(MONDAY, 1L, 1L), tuple(WEDNESDAY, 1L, 1L));
    assertThat(nights.get(0).found().run().runId()).isEqualTo(cutOff.runId);
    assertThat(alerts())
        .containsExactly(MONDAY + " known.wav " + PROFILE, WEDNESDAY + " later.wav " + PROFILE);
    assertThat(nightFiles()).isEmpty();
    assertThat(new NightlyJob(SparkFixture.context(), nightly(WEDNESDAY.plusDays(1))).execute())
        .extracting(NightlyResult::recordings)
        .containsExactly(0L);
  }

  @Tag("slow")
  @Test
  void aQuietNightIsANightAndAMissingFileIsRejectedAlone() throws IOException {
    // As of a night that was cut off and whose recordings were all erased since.
    Files.createDirectories(folder.resolve("nights/night-2026-11-10.parquet"));
    Files.createFile(folder.resolve("nights/notes.txt"));
    assertThat(new NightlyJob(SparkFixture.context(), nightly(MONDAY)).execute())
        .extracting(NightlyResult::recordings, NightlyResult::found)
        .containsExactly(tuple(0L, null));
    assertThatThrownBy(
            () ->
                new NightlyJob(
                        SparkFixture.context(),
                        nightly(MONDAY).withRecordings(folder.resolve("typo").toString()))
                    .execute())
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("does not exist");

    // What comes later on the same day is of that night.
    add("known.wav", known);
    Files.createSymbolicLink(calls.resolve("gone.wav"), folder.resolve("nowhere.wav"));
    NightlyResult night = new NightlyJob(SparkFixture.context(), nightly(MONDAY)).execute().get(0);
    assertThat(night.recordings()).isEqualTo(2);
    assertThat(night.fresh()).isEqualTo(2);
    assertThat(new NightlyJob(SparkFixture.context(), nightly(MONDAY)).execute())
        .extracting(NightlyResult::recordings, NightlyResult::fresh)
        .containsExactly(tuple(2L, 0L));
    assertThat(night.alerts()).isEqualTo(1);
    assertThat(night.found().run().summary().faults())
        .containsOnlyKeys(Fault.AUDIO_NOT_FOUND.type());
    assertThat(new NightlyJob(SparkFixture.context(), nightly(TUESDAY)).execute())
        .extracting(NightlyResult::recordings)
        .containsExactly(0L);
    assertThat(nightFiles()).containsExactly("notes.txt");
  }

  @Tag("slow")
  @Test
  void aPastNightDoneAgainKeepsAlertsOfRecordingsThatAreGone() throws IOException {
    add("kept.wav", known);
    add("rotated.wav", known);
    new NightlyJob(SparkFixture.context(), nightly(MONDAY)).execute();
    assertThat(alerts())
        .containsExactly(MONDAY + " kept.wav " + PROFILE, MONDAY + " rotated.wav " + PROFILE);

    Files.delete(calls.resolve("rotated.wav"));
    add("tuesday.wav", known);
    assertThat(
            new NightlyJob(
                    SparkFixture.context(),
                    identifying(
                        nightly(TUESDAY).withNight(MONDAY), watch -> watch.withThreshold(0.9999)))
                .execute())
        .extracting(NightlyResult::night, NightlyResult::recordings, NightlyResult::alerts)
        .containsExactly(tuple(MONDAY, 2L, 1L));
    assertThat(alerts()).containsExactly(MONDAY + " rotated.wav " + PROFILE);
  }

  @Tag("slow")
  @Test
  void limitsHoldAndProfilesThatCannotBeUsedAreNamed() throws IOException {
    add("known.wav", known);
    String other = Enrollments.newProfile();
    String operation = "two days old, of " + other;
    TableRows.add(
        SparkFixture.warehouse(),
        VoxTable.OPERATIONS,
        Map.of(
            "run_id",
            other,
            "operation_id",
            operation,
            "last_action_at",
            Instant.now().minus(Duration.ofDays(2))));
    NightlyResult night =
        new NightlyJob(
                SparkFixture.context().withOperationsKept(Duration.ofDays(3)),
                identifying(
                    nightly(MONDAY),
                    watch -> watch.withProfiles(watchList(PROFILE, other)).withMaxBytes(1000)))
            .execute()
            .get(0);
    assertThat(night.found().profiles()).isEqualTo(1);
    assertThat(night.found().setAside())
        .extracting(ErrorDetail::message)
        .containsExactly("Requested profile doesn't exist");
    assertThat(night.found().setAside().get(0).context()).containsEntry("profile_id", other);
    assertThat(night.found().run().summary().faults())
        .containsOnlyKeys(Fault.AUDIO_TOO_LARGE.type());
    assertThat(TableRows.texts(SparkFixture.warehouse(), VoxTable.OPERATIONS, "operation_id"))
        .contains(operation);
  }

  @Test
  void aSecondNightAtOnceSaysWhoIsAtWork() {
    Lease other = Lease.acquire(SparkFixture.warehouse(), "nightly", left -> "other");
    try {
      assertThatThrownBy(() -> new NightlyJob(SparkFixture.context(), nightly(MONDAY)).execute())
          .isInstanceOf(RequestException.class)
          .hasMessageContaining("is being worked on by");
    } finally {
      other.finish();
    }
  }

  /** Alerts of a night are as many of its recordings as of a usual night's. */
  @Test
  void falseAlertsAreAskedForByTheNight() throws IOException {
    List<CohortVoice> strangers = StrangerSets.voices(200);
    String cohort = StrangerSets.write(folder, strangers);
    NightlySettings nights =
        identifying(
            nightly(MONDAY),
            watch ->
                watch
                    .withProfiles(watchList(PROFILE))
                    .withRule(
                        new DecisionRule(
                            new ErrorRate(ErrorRate.Of.NIGHTS, 0.06),
                            null,
                            cohort,
                            null,
                            List.of())));
    add("known.wav", known);
    add("one.wav", stranger);
    add("two.wav", stranger);
    assertThat(new NightlyJob(SparkFixture.context(), nights).execute()).hasSize(1);
    add("three.wav", stranger);
    new NightlyJob(SparkFixture.context(), nights.withToday(TUESDAY)).execute();

    float[] profile =
        Voiceprint.decode(
                new ProfileTable(SparkFixture.warehouse())
                    .shown(PROFILE, null)
                    .orElseThrow()
                    .voiceprint())
            .vector();
    ImpostorTail tail = Strangers.of(Cosine.withMean(), List.of(profile), strangers, null).tail();
    assertThat(threshold(MONDAY)).isCloseTo(tail.threshold(0.06 / 3), within(1e-9));
    assertThat(threshold(TUESDAY)).isCloseTo(tail.threshold(0.06 / 2), within(1e-9));
  }

  private static double threshold(LocalDate night) {
    return SparkFixture.spark()
        .sql(
            "SELECT DISTINCT i.threshold FROM vox.main.identifications i JOIN vox.main.nights n"
                + " USING (run_id) WHERE n.night = DATE '%s'".formatted(night))
        .first()
        .getDouble(0);
  }

  private static NightlySettings identifying(
      NightlySettings settings, UnaryOperator<IdentifySettings> change) {
    return settings.withIdentification(change.apply(settings.identification()));
  }

  private NightlySettings nightly(LocalDate today) {
    return NightlySettings.of(calls.toString(), folder.resolve("nights").toString())
        .withToday(today)
        .withIdentification(IdentifySettings.of(null).withProfiles(watchList(PROFILE)));
  }

  private String watchList(String... profiles) {
    return Manifests.write(
        folder,
        Stream.of(profiles).map(profile -> RowFactory.create(profile)).toList(),
        new StructType().add("profile_id", DataTypes.StringType));
  }

  private void add(String name, byte[] content) throws IOException {
    Files.write(calls.resolve(name), content);
  }

  /** What nights left on disk. */
  private List<String> nightFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("nights"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".crc"))
          .toList();
    }
  }

  private static List<String> alerts() {
    return SparkFixture.spark()
        .sql(
            "SELECT night, recording_id, profile_id FROM vox.main.alerts"
                + " ORDER BY night, recording_id")
        .collectAsList()
        .stream()
        .map((Row row) -> row.getDate(0) + " " + row.getString(1) + " " + row.getString(2))
        .toList();
  }

  /** Ends a night when its recordings are known and none is done. */
  private static final class CutOff implements Progress {
    private String runId;

    @Override
    public void started(String id) {
      runId = id;
    }

    @Override
    public void total(long items, String unit) {
      if (items > 0) {
        throw new IllegalStateException("cut off");
      }
    }

    @Override
    public void advance(long items) {}

    @Override
    public void done() {}
  }
}
