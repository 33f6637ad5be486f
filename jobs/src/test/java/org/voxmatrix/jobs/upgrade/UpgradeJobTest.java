package org.voxmatrix.jobs.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.extract.ExtractOptions;
import org.voxmatrix.fixtures.Enrollments;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.OwnWarehouse;
import org.voxmatrix.fixtures.TableRows;
import org.voxmatrix.fixtures.WavFiles;
import org.voxmatrix.jobs.compare.CompareJob;
import org.voxmatrix.jobs.compare.CompareResult;
import org.voxmatrix.jobs.compare.CompareSettings;
import org.voxmatrix.jobs.enroll.EnrollJob;
import org.voxmatrix.jobs.enroll.EnrollSettings;
import org.voxmatrix.jobs.enroll.EnrollmentDecider;
import org.voxmatrix.jobs.erase.EraseJob;
import org.voxmatrix.jobs.erase.EraseSettings;
import org.voxmatrix.jobs.extract.ExtractJob;
import org.voxmatrix.jobs.extract.ExtractSettings;
import org.voxmatrix.jobs.extract.VoiceprintRow;
import org.voxmatrix.jobs.extract.VoiceprintTable;
import org.voxmatrix.jobs.identify.IdentifyJob;
import org.voxmatrix.jobs.identify.IdentifySettings;
import org.voxmatrix.jobs.models.ModelInUse;
import org.voxmatrix.jobs.models.ModelInUseTable;
import org.voxmatrix.jobs.profiles.EnrollLimits;
import org.voxmatrix.jobs.profiles.EnrollmentRow;
import org.voxmatrix.jobs.profiles.EnrollmentTable;
import org.voxmatrix.jobs.profiles.ProfileJob;
import org.voxmatrix.jobs.profiles.ProfileKind;
import org.voxmatrix.jobs.profiles.ProfileRow;
import org.voxmatrix.jobs.profiles.ProfileStatus;
import org.voxmatrix.jobs.profiles.ProfileTable;
import org.voxmatrix.ledger.State;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.recordings.Repeat;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.voiceprint.Voiceprint;

/** A corpus of both bundled models: small, but with all that a corpus may have. */
class UpgradeJobTest {

  private static final String NEXT = "bundled:voxmatrix-v0";
  private static final String ONE = "11111111-1111-4111-8111-111111111111";
  private static final String TWO = "22222222-2222-4222-8222-222222222222";
  private static final Map<ProfileKind, EnrollLimits> LIMITS =
      Enrollments.ofOneRecording(1).limits();
  private static final StructType COLUMNS =
      new StructType()
          .add("recording_id", DataTypes.StringType)
          .add("uri", DataTypes.StringType)
          .add("start", DataTypes.DoubleType)
          .add("speaker", DataTypes.StringType);

  @TempDir Path folder;
  private OwnWarehouse own;

  @BeforeEach
  void open() {
    own = OwnWarehouse.in(folder.resolve("warehouse"));
  }

  @AfterEach
  void close() {
    own.close();
  }

  @Test
  void recordingsAreExtractedAgainAsTheyWere() throws IOException {
    String plain = voice("plain.wav", 1);
    String gone = voice("gone.wav", 2);
    String changed = voice("changed.wav", 3);
    extract(
        Manifests.of(folder, "plain", plain, "gone", gone, "changed", changed),
        ExtractOptions.DEFAULT);
    String rows =
        Manifests.write(folder, List.of(RowFactory.create("late", plain, 1.0, "rms")), COLUMNS);
    extract(rows, ExtractOptions.DEFAULT.withMaxSpeech(2));
    Files.delete(path(gone));
    Files.copy(path(plain), path(changed), StandardCopyOption.REPLACE_EXISTING);

    UpgradeResult result = new UpgradeJob(own.context(), settings()).execute();

    assertThat(result.left())
        .extracting(LeftRow::kind, LeftRow::recordingId, LeftRow::uri, LeftRow::fault)
        .containsExactlyInAnyOrder(
            tuple(LeftRow.Kind.RECORDING, "gone", gone, "audio.not-found"),
            tuple(LeftRow.Kind.RECORDING, "changed", changed, "audio.replaced"));
    Map<String, VoiceprintRow> had = voiceprints(bundled());
    Map<String, VoiceprintRow> has = voiceprints(next());
    assertThat(has).containsOnlyKeys("plain#0", "late#0");
    assertThat(had).containsOnlyKeys("plain#0", "late#0", "gone#0", "changed#0");
    for (String id : has.keySet()) {
      assertThat(has.get(id).extractedAt()).isEqualTo(had.get(id).extractedAt());
      assertThat(has.get(id).audioLength()).isEqualTo(had.get(id).audioLength());
      assertThat(Voiceprint.decode(has.get(id).voiceprint()).fingerprint())
          .isEqualTo(next().fingerprint());
    }
    assertThat(has.get("late#0").attributes()).isEqualTo(Map.of("speaker", "rms"));
    assertThat(has.get("plain#0").attributes()).isNull();
    assertThat(has.get("late#0").voiceprint()).isEqualTo(extractedBy(NEXT, rows));
    assertThat(folder.resolve("upgrade")).isEmptyDirectory();
    assertThat(new ModelInUseTable(own.warehouse()).now())
        .map(ModelInUse::modelFingerprint)
        .contains(bundled().fingerprintHex());
  }

  @Test
  void whatIsNewIsDoneTheNextTime() throws IOException {
    extract(Manifests.of(folder, "first", voice("first.wav", 1)), ExtractOptions.DEFAULT);
    new UpgradeJob(own.context(), settings()).execute();
    extract(Manifests.of(folder, "second", voice("second.wav", 2)), ExtractOptions.DEFAULT);
    new UpgradeJob(own.context(), settings()).execute();
    new UpgradeJob(own.context(), settings()).execute();
    assertThat(rows().filter(row -> row.modelFingerprint().equals(next().fingerprintHex())))
        .extracting(VoiceprintRow::id)
        .containsExactlyInAnyOrder("first#0", "second#0");
  }

  @Test
  void profilesAreMadeAgainOfWhatIsStillThere() throws IOException {
    String[] audio = {voice("a.wav", 1), voice("b.wav", 2), voice("c.wav", 3), voice("d.wav", 4)};
    enroll(
        new Enrollments()
            .row("a", ONE, audio[0], null, null, "text-independent")
            .row("b", ONE, audio[1], null, null, "text-independent")
            .row("c", TWO, audio[2], null, null, "text-independent")
            .row("d", TWO, audio[3], null, null, "text-independent"));
    Files.delete(path(audio[2]));
    Files.delete(path(audio[3]));
    ProfileRow before = profile(ONE, bundled());

    UpgradeResult result = new UpgradeJob(own.context(), settings()).execute();

    ProfileRow remade = profile(ONE, next());
    assertThat(remade.status()).isEqualTo(ProfileStatus.ENROLLED);
    assertThat(remade.enrollmentsCount()).isEqualTo(2);
    assertThat(remade.kind()).isEqualTo(before.kind());
    assertThat(remade.version()).isEqualTo(before.version() + 1);
    assertThat(Voiceprint.decode(remade.voiceprint()).fingerprint())
        .isEqualTo(next().fingerprint());
    assertThat(profile(ONE, bundled())).isEqualTo(before);
    assertThat(profile(TWO, bundled()).status()).isEqualTo(ProfileStatus.ENROLLED);
    // As another model's, so that it is refused.
    assertThat(profile(TWO, next()).modelFingerprint()).isEqualTo(bundled().fingerprintHex());
    assertThat(result.left(LeftRow.Kind.ENROLLMENT)).isEqualTo(Map.of("audio.not-found", 2L));
    assertThat(result.left(LeftRow.Kind.PROFILE)).isEqualTo(Map.of("audio.not-found", 1L));
    Map<String, EnrollmentRow> enrolled = new EnrollmentTable(own.warehouse()).of(List.of(remade));
    assertThat(enrolled.values())
        .extracting(EnrollmentRow::recordingId, EnrollmentRow::state)
        .containsExactlyInAnyOrder(tuple("a", State.DONE), tuple("b", State.DONE));
  }

  /** The voiceprint that an extraction by that model makes of the first two seconds of speech. */
  private String extractedBy(String model, String manifest) {
    try (OwnWarehouse other = OwnWarehouse.in(folder.resolve("other"))) {
      String run =
          new ExtractJob(
                  other.context(),
                  ExtractSettings.of(manifest)
                      .withModel(model)
                      .withOptions(ExtractOptions.DEFAULT.withMaxSpeech(2)))
              .execute()
              .runId();
      return new VoiceprintTable(other.warehouse()).ofRun(run).get(0).voiceprint();
    }
  }

  private ProfileRow profile(String id, ModelBundle model) {
    return new ProfileTable(own.warehouse()).latest(List.of(id), model.fingerprintHex()).get(id);
  }

  private void enroll(Enrollments enrollments) {
    new EnrollJob(
            own.context(),
            EnrollSettings.of(enrollments.write(folder))
                .withListen(Enrollments.ofOneRecording(1))
                .withUnknown(EnrollmentDecider.Unknown.CREATED))
        .execute();
    assertThat(profile(ONE, bundled()).status()).isEqualTo(ProfileStatus.ENROLLED);
  }

  @Test
  void jobsFollowASwitchAndGoBack() throws IOException {
    String[] audio = {voice("a.wav", 1), voice("b.wav", 2), voice("c.wav", 3)};
    extract(
        Manifests.of(folder, "a", audio[0], "b", audio[1], "c", audio[2]), ExtractOptions.DEFAULT);
    enroll(
        new Enrollments()
            .row("a", ONE, audio[0], null, null, "text-independent")
            .row("c", TWO, audio[2], null, null, "text-independent"));
    Files.delete(path(audio[2]));
    ModelSwitch turn = new ModelSwitch(own.warehouse());
    assertThatThrownBy(() -> turn.execute(next(), "voxmatrix-v0"))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("no voiceprints and no profiles");
    UpgradeResult result = new UpgradeJob(own.context(), settings()).execute();
    assertThat(result.recordings()).isEqualTo(2);
    assertThat(result.profiles()).isEqualTo(1);
    assertThat(result.agreement())
        .extracting(AgreementRow::measure, AgreementRow::parameter, AgreementRow::compared)
        .startsWith(tuple(AgreementRow.Measure.NEAREST_PROFILE, null, 2L));
    assertThat(used()).isEqualTo(bundled().fingerprintHex());
    assertThat(comparedWithoutModel()).isEqualTo(3);
    assertThat(identified()).containsExactly("a " + ONE, "b " + ONE);

    assertThat(turn.execute(next(), "voxmatrix-v0").before().modelFingerprint())
        .isEqualTo(bundled().fingerprintHex());

    assertThat(used()).isEqualTo(next().fingerprintHex());
    assertThat(comparedWithoutModel()).isEqualTo(2);
    assertThat(identified()).containsExactly("a " + ONE, "b " + ONE);
    assertThat(
            new IdentifyJob(own.context(), IdentifySettings.of(probes()).withThreshold(-1.0))
                .execute()
                .setAside())
        .singleElement()
        .satisfies(fault -> assertThat(fault.type()).isEqualTo("profile.other-model"))
        .satisfies(fault -> assertThat(fault.context()).containsEntry("profile_id", TWO));
    turn.execute(bundled(), ModelBundle.DEFAULT);
    assertThat(used()).isEqualTo(bundled().fingerprintHex());
    assertThat(identified()).containsExactly("a " + ONE, "b " + ONE);
  }

  @Test
  void whoWasErasedIsInNeitherModel() throws IOException {
    String[] audio = {voice("a.wav", 1), voice("b.wav", 2)};
    extract(Manifests.of(folder, "a", audio[0], "b", audio[1]), ExtractOptions.DEFAULT);
    enroll(
        new Enrollments()
            .row("a", ONE, audio[0], null, null, "text-independent")
            .row("b", ONE, audio[1], null, null, "text-independent"));
    new UpgradeJob(own.context(), settings()).execute();
    assertThat(profile(ONE, next()).enrollmentsCount()).isEqualTo(2);

    new EraseJob(own.context(), EraseSettings.of(List.of("b"), List.of()).withLimits(LIMITS))
        .execute();

    for (ModelBundle model : List.of(bundled(), next())) {
      assertThat(voiceprints(model)).containsOnlyKeys("a#0");
      ProfileRow profile = profile(ONE, model);
      assertThat(profile.modelFingerprint()).isEqualTo(model.fingerprintHex());
      assertThat(profile.status()).isEqualTo(ProfileStatus.ENROLLED);
      assertThat(profile.enrollmentsCount()).isEqualTo(1);
    }
    assertThat(new UpgradeJob(own.context(), settings()).execute().left()).isEmpty();
    assertThat(voiceprints(next())).containsOnlyKeys("a#0");
    assertThat(profile(ONE, next()).enrollmentsCount()).isEqualTo(1);
  }

  @Test
  void aResetIsOneForBothModels() throws IOException {
    String audio = voice("a.wav", 1);
    enroll(new Enrollments().row("a", ONE, audio, null, null, "text-independent"));
    new UpgradeJob(own.context(), settings()).execute();
    new ProfileJob(own.warehouse()).reset(ONE);
    for (ModelBundle model : List.of(bundled(), next())) {
      assertThat(profile(ONE, model).status()).isEqualTo(ProfileStatus.ENROLLING);
      assertThat(profile(ONE, model).enrollmentsCount()).isZero();
    }
  }

  /** How many voiceprints all of them are, to the model in use. */
  private long comparedWithoutModel() {
    String all = VoxTable.VOICEPRINTS.sqlName();
    CompareResult result = new CompareJob(own.context(), CompareSettings.of(all, all)).execute();
    assertThat(result.state()).isEqualTo(State.DONE);
    return result.columns();
  }

  /** Who is found in the recordings, by the model in use. */
  private List<String> identified() throws IOException {
    String run =
        new IdentifyJob(own.context(), IdentifySettings.of(probes()).withThreshold(-1.0))
            .execute()
            .run()
            .runId();
    return TableRows.texts(
            own.warehouse(),
            VoxTable.IDENTIFICATIONS,
            "run_id",
            "recording_id",
            "identified_profile_id")
        .stream()
        .filter(row -> row.startsWith(run))
        .map(row -> row.substring(run.length() + 1))
        .sorted()
        .toList();
  }

  private String probes() throws IOException {
    return Manifests.of(
        folder,
        "a",
        folder.resolve("audio/a.wav").toUri().toString(),
        "b",
        folder.resolve("audio/b.wav").toUri().toString());
  }

  private String used() {
    return own.context().models().get(null).bundle().fingerprintHex();
  }

  private static Path path(String uri) {
    return Path.of(URI.create(uri));
  }

  private UpgradeSettings settings() {
    return UpgradeSettings.to(NEXT, folder.resolve("upgrade").toString());
  }

  private String extract(String manifest, ExtractOptions options) {
    return new ExtractJob(
            own.context(),
            ExtractSettings.of(manifest).withOptions(options).withRepeat(Repeat.SKIP))
        .execute()
        .runId();
  }

  private String voice(String name, int utterance) throws IOException {
    Path file = Files.createDirectories(folder.resolve("audio")).resolve(name);
    Files.write(file, WavFiles.of(Enrollments.voice("english-rms", utterance)));
    return file.toUri().toString();
  }

  private Map<String, VoiceprintRow> voiceprints(ModelBundle model) {
    return rows()
        .filter(row -> row.modelFingerprint().equals(model.fingerprintHex()))
        .collect(Collectors.toMap(VoiceprintRow::id, Function.identity()));
  }

  private Stream<VoiceprintRow> rows() {
    return own.context().ledger().runs().stream()
        .flatMap(run -> new VoiceprintTable(own.warehouse()).ofRun(run.runId()).stream());
  }

  private ModelBundle bundled() {
    return own.context().models().get("bundled:" + ModelBundle.DEFAULT).bundle();
  }

  private ModelBundle next() {
    return own.context().models().get(NEXT).bundle();
  }
}
