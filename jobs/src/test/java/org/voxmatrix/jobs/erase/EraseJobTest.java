package org.voxmatrix.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.BrokenProgress;
import org.voxmatrix.fixtures.DiskScan;
import org.voxmatrix.fixtures.InOwnWarehouse;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.TableRows;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.RunResult;
import org.voxmatrix.jobs.compare.CompareJob;
import org.voxmatrix.jobs.compare.CompareResult;
import org.voxmatrix.jobs.compare.CompareSettings;
import org.voxmatrix.jobs.compare.ScoreBlocks;
import org.voxmatrix.jobs.compare.engine.Outputs;
import org.voxmatrix.jobs.extract.ExtractJob;
import org.voxmatrix.jobs.extract.ExtractSettings;
import org.voxmatrix.jobs.profiles.ProfileRow;
import org.voxmatrix.jobs.profiles.ProfileStatus;
import org.voxmatrix.jobs.profiles.ProfileTable;
import org.voxmatrix.jobs.status.OperationAnswers;
import org.voxmatrix.jobs.status.TaskDocument;
import org.voxmatrix.ledger.CallerIds;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.OperationTable;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.ledger.State;
import org.voxmatrix.ledger.Suppressions;
import org.voxmatrix.ledger.TaskRow;
import org.voxmatrix.score.Side;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.voiceprint.Voiceprint;

class EraseJobTest extends InOwnWarehouse {

  /** At most 16 characters: so long are the bounds that Iceberg keeps of a column. */
  private static final String ZORA = "zora-7f3c";

  private static final String PROFILE = "7a0e5b1c-0000-4000-8000-00000000000a";
  private static final String OTHER = "7b0e5b1c-0000-4000-8000-00000000000b";

  @Test
  void nothingOfARecordingIsLeftOnDisk() throws IOException {
    String manifest = manifest();
    RunResult extracted = new ExtractJob(own.context(), extract(manifest)).execute();
    CompareResult compared = compare(extracted.runId());
    identified("op-1", ZORA, OTHER);
    identified("op-2", "anna-1", OTHER);
    for (String recording : new String[] {ZORA, "anna-1"}) {
      TableRows.add(warehouse, VoxTable.ALERTS, Map.of("recording_id", recording));
      TableRows.add(warehouse, VoxTable.NIGHT_RECORDINGS, Map.of("recording_id", recording));
    }
    String voiceprint = voiceprint();
    leaveFiles();

    DiskScan before = DiskScan.of(own.folder(), ZORA, voiceprint);
    assertThat(before.folders())
        .contains(
            "main/voiceprints/data",
            "main/voiceprints/metadata",
            "main/tasks/data",
            "main/tasks/metadata",
            "main/plan_items/data",
            "main/plan_items/metadata",
            "main/set_members/data",
            "main/set_members/metadata",
            "main/score_blocks/data",
            "main/score_blocks/metadata",
            "main/hits/data",
            "main/hits/metadata",
            "main/identifications/data",
            "main/verifications/data",
            "main/alerts/data",
            "main/night_recordings/data");

    EraseResult erased =
        new EraseJob(
                own.context(),
                EraseSettings.of(List.of(ZORA), List.of()).withReason("asked-by-" + ZORA))
            .execute();
    assertThat(erased.orphanFiles()).isPositive();
    DiskScan after = DiskScan.of(own.folder(), ZORA, voiceprint);
    assertThat(after.found()).as("found before: " + before).isEmpty();

    JobContext again = own.context().withRunId(erased.runId());
    EraseResult nothing = new EraseJob(again, EraseSettings.of(List.of(ZORA), List.of())).execute();
    assertThat(nothing.runId()).isEqualTo(erased.runId());
    assertThat(nothing.recordings()).isEqualTo(1);
    assertThat(nothing.rows()).isEmpty();

    othersAreAsTheyWere(extracted, compared);
    itDoesNotComeBack(manifest);
    assertThat(DiskScan.of(own.folder(), ZORA, voiceprint).found()).isEmpty();
    assertThat(TableRows.texts(warehouse, VoxTable.SUPPRESSIONS, "kind", "reason"))
        .containsExactly("recording asked-by-erased");
  }

  private void othersAreAsTheyWere(RunResult extracted, CompareResult compared) {
    assertThat(TableRows.texts(warehouse, VoxTable.VOICEPRINTS, "id"))
        .containsExactly("anna-1#0", "anna-2#0", "bert-1#0");
    assertThat(TableRows.texts(warehouse, VoxTable.TASKS, "job", "item_id", "state", "fault"))
        .filteredOn(text -> text.startsWith("extract "))
        .containsExactly(
            "extract anna-1 done null",
            "extract anna-2 done null",
            "extract bert-1 done null",
            "extract erased rejected recording.erased",
            "extract erased rejected recording.erased");
    assertThat(TableRows.texts(warehouse, VoxTable.OPERATIONS, "operation_id"))
        .containsExactly("op-2");
    assertThat(TableRows.texts(warehouse, VoxTable.ALERTS, "recording_id"))
        .containsExactly("anna-1");
    assertThat(TableRows.texts(warehouse, VoxTable.NIGHT_RECORDINGS, "recording_id"))
        .containsExactly("anna-1");
    assertThat(new Ledger(warehouse).run(extracted.runId()).orElseThrow().state())
        .isEqualTo(State.DONE);

    ScoreBlocks blocks = new ScoreBlocks(warehouse);
    assertThat(blocks.members(compared.runId(), Side.A))
        .containsExactly("anna-1#0", "anna-2#0", "bert-1#0", "erased");
    float[] matrix = blocks.read(compared.runId(), 4, 4);
    for (int row = 0; row < 4; row++) {
      for (int column = 0; column < 4; column++) {
        boolean blank = row == 3 || column == 3;
        assertThat(Float.isNaN(matrix[row * 4 + column])).isEqualTo(blank);
      }
    }
    assertThat(ScoreBlocks.pairs(own.spark()).count()).isEqualTo(9);
    assertThat(new TaskDocument(warehouse).of(compared.taskId()).toString())
        .contains("\"columns_count\":4,\"rows_count\":4,\"values\":[")
        .endsWith("null,null,null,null,null]}}}");
    assertThat(TableRows.texts(warehouse, VoxTable.HITS, "id_a", "id_b"))
        .isNotEmpty()
        .allMatch(text -> text.matches("(anna|bert)-\\d#0 (anna|bert)-\\d#0"));
  }

  private void itDoesNotComeBack(String manifest) {
    Suppressions list = Suppressions.load(warehouse);
    assertThat(list.contains(Suppressions.Kind.RECORDING, ZORA)).isTrue();
    assertThat(list.contains(Suppressions.Kind.PROFILE, ZORA)).isFalse();
    assertThat(list.contains(Suppressions.Kind.RECORDING, "anna-1")).isFalse();

    RunResult again = new ExtractJob(own.context(), extract(manifest).withLimit(100L)).execute();
    List<TaskRow> tasks = new Ledger(warehouse).tasks(again.runId());
    assertThat(tasks)
        .extracting(TaskRow::fault)
        .containsExactly("recording.erased", "recording.erased");
    assertThat(tasks).extracting(TaskRow::itemId).containsOnly("erased");
    assertThat(again.skipped()).isEqualTo(3);
  }

  /** The first one, too: before there is a list its key is made of a salt that stays. */
  @Tag("slow")
  @Test
  void anErasureThatWasCutOffIsResumed() {
    EraseSettings settings = EraseSettings.of(List.of(ZORA), List.of());
    assertThatThrownBy(
            () ->
                new EraseJob(own.context().withProgress(new BrokenProgress("cut off")), settings)
                    .execute())
        .hasMessage("cut off");
    String failed = TableRows.texts(warehouse, VoxTable.RUNS, "run_id").get(0);
    assertThat(TableRows.texts(warehouse, VoxTable.SUPPRESSIONS, "kind")).isEmpty();

    EraseResult resumed = new EraseJob(own.context(), settings).execute();
    assertThat(resumed.runId()).isEqualTo(failed);
    assertThat(TableRows.texts(warehouse, VoxTable.RUNS, "run_id", "state"))
        .containsExactly(failed + " done");
    assertThat(TableRows.texts(warehouse, VoxTable.SUPPRESSIONS, "kind")).hasSize(1);
  }

  /** A plan that was frozen before names the recording; nothing that goes on with it does. */
  @Tag("slow")
  @Test
  void aRunThatGoesOnLeavesTheRecordingOut() throws IOException {
    String manifest = manifest();
    assertThatThrownBy(
            () ->
                new ExtractJob(
                        own.context().withProgress(new BrokenProgress("cut off")),
                        extract(manifest))
                    .execute())
        .hasMessage("cut off");
    String run = TableRows.texts(warehouse, VoxTable.RUNS, "run_id", "state").get(0);
    assertThat(run).endsWith("failed");
    assertThat(DiskScan.of(own.folder(), ZORA).folders()).contains("main/plan_items/data");

    new EraseJob(own.context(), EraseSettings.of(List.of(ZORA), List.of())).execute();
    assertThat(DiskScan.of(own.folder(), ZORA).found()).isEmpty();
    RunResult result = new ExtractJob(own.context(), extract(manifest)).execute();

    assertThat(run).startsWith(result.runId());
    assertThat(new Ledger(warehouse).tasks(result.runId()))
        .extracting(TaskRow::itemId)
        .containsExactly("anna-1", "anna-2", "bert-1", "erased", "erased");
    assertThat(result.summary().count(State.DONE)).isEqualTo(3);
    assertThat(result.summary().faults()).containsOnly(Map.entry("recording.erased", 2L));
    assertThat(DiskScan.of(own.folder(), ZORA).found()).isEmpty();
  }

  @Test
  void aProfileGoesWithItsRecordings() throws IOException {
    new ExtractJob(own.context(), extract(manifest())).execute();
    enrolled("en-1", ZORA, PROFILE);
    enrolled("en-2", "bert-1", OTHER);
    profile(PROFILE, 1, "en-1");
    profile(OTHER, 1, "en-2");
    identified("op-1", "stranger-1", PROFILE);
    identified("op-2", "stranger-2", OTHER);
    String cut = PROFILE.substring(0, 16);
    assertThat(DiskScan.of(own.folder(), cut, ZORA).folders())
        .contains(
            "main/profiles/data",
            "main/enrollments/data",
            "main/operations/data",
            "main/identifications/data",
            "main/verifications/data",
            "main/voiceprints/data");

    EraseResult erased =
        new EraseJob(own.context(), EraseSettings.of(List.of(), List.of(PROFILE))).execute();

    assertThat(erased.recordings()).isEqualTo(1);
    assertThat(DiskScan.of(own.folder(), cut, ZORA).found()).isEmpty();
    assertThat(TableRows.texts(warehouse, VoxTable.PROFILES, "profile_id", "version"))
        .containsExactly(OTHER + " 1");
    assertThat(TableRows.texts(warehouse, VoxTable.ENROLLMENTS, "enrollment_id"))
        .containsExactly("en-2");
    assertThat(
            TableRows.texts(
                warehouse, VoxTable.IDENTIFICATIONS, "operation_id", "profiles_ranking"))
        .singleElement()
        .asString()
        .startsWith("op-2 ")
        .contains(OTHER);
    OperationTable operations = new OperationTable(warehouse);
    assertThat(TableRows.texts(warehouse, VoxTable.OPERATIONS, "operation_id"))
        .extracting(
            id ->
                id
                    + " "
                    + new OperationAnswers(warehouse)
                        .document(operations.find(id, Instant.EPOCH).orElseThrow())
                        .get("processingResult"))
        .containsExactly(
            "en-2 {\"profileId\":\"" + OTHER + "\"}",
            "op-2 {\"identifiedProfileId\":\""
                + OTHER
                + "\",\"confidence\":\"Low\",\"profilesRanking\":[{\"profileId\":\""
                + OTHER
                + "\",\"score\":0.5}]}");
    assertThat(Suppressions.load(warehouse).contains(Suppressions.Kind.PROFILE, PROFILE)).isTrue();
    assertThat(Suppressions.load(warehouse).contains(Suppressions.Kind.RECORDING, ZORA)).isTrue();
  }

  @Tag("slow")
  @Test
  void aProfileIsRemadeOfTheEnrollmentsThatRemain() throws IOException {
    for (int i = 1; i <= 4; i++) {
      enrolled("en-" + i, i == 4 ? ZORA : "rec-" + i, OTHER, i);
    }
    profile(OTHER, 1, "en-1", "en-2", "en-3");
    profile(OTHER, 2, "en-1", "en-2", "en-3", "en-4");

    new EraseJob(own.context(), EraseSettings.of(List.of(ZORA), List.of())).execute();

    // (1 * e1 + 2 * e2 + 3 * e3) / 6, where en is n in the nth place
    String mean = Voiceprint.of(1, 1 / 6f, 4 / 6f, 9 / 6f, 0).encode();
    ProfileTable profiles = new ProfileTable(warehouse);
    ProfileRow remade = profiles.shown(OTHER, null).orElseThrow();
    assertThat(remade.version()).isEqualTo(3);
    assertThat(remade.status()).isEqualTo(ProfileStatus.ENROLLED);
    assertThat(remade.enrollmentIds()).containsExactly("en-1", "en-2", "en-3");
    assertThat(remade.enrollmentsCount()).isEqualTo(3);
    assertThat(remade.enrollmentsSpeechLength()).isEqualTo(6);
    assertThat(remade.enrollmentsLength()).isEqualTo(12);
    assertThat(remade.voiceprint()).isEqualTo(mean);
    assertThat(TableRows.texts(warehouse, VoxTable.PROFILES, "version")).containsExactly("1", "3");

    new EraseJob(own.context(), EraseSettings.of(List.of("rec-3"), List.of())).execute();

    ProfileRow few = profiles.shown(OTHER, null).orElseThrow();
    assertThat(few.version()).isEqualTo(4);
    assertThat(few.status()).isEqualTo(ProfileStatus.ENROLLING);
    assertThat(few.enrollmentsCount()).isEqualTo(2);
    assertThat(few.voiceprint()).isNull();
    assertThat(few.passPhrase()).isEqualTo("be yourself");
    assertThat(TableRows.texts(warehouse, VoxTable.PROFILES, "version")).containsExactly("4");
    assertThat(DiskScan.of(own.folder(), ZORA, "rec-3", mean).found()).isEmpty();
  }

  @Test
  void whileARunLivesNothingIsErasedAndTheOtherWayRound() throws IOException {
    String manifest = manifest();
    String pid = "process " + ProcessHandle.current().pid();
    Run.Request request =
        new Run.Request("extract", "key", "{}", null, null, null, new CallerIds(null, null), null);
    try (Run live = Run.open(warehouse, request)) {
      assertThatThrownBy(
              () ->
                  new EraseJob(own.context(), EraseSettings.of(List.of(ZORA), List.of())).execute())
          .isInstanceOf(RequestException.class)
          .hasMessageContaining("Run " + live.id() + " is being worked on by " + pid);
    }
    assertThat(Suppressions.load(warehouse).isEmpty()).isTrue();
    try (Run erasure = Run.openExclusive(warehouse, request)) {
      assertThatThrownBy(() -> new ExtractJob(own.context(), extract(manifest)).execute())
          .isInstanceOf(RequestException.class)
          .hasMessageContaining(
              "An erasure or repair, run " + erasure.id() + ", is being carried out by " + pid);
    }
  }

  @Tag("slow")
  @Test
  void anIdThatIsInNoTableIsKeptFromComing() throws IOException {
    EraseResult erased =
        new EraseJob(own.context(), EraseSettings.of(List.of(ZORA), List.of())).execute();
    assertThat(erased.rows()).isEmpty();
    RunResult result = new ExtractJob(own.context(), extract(manifest())).execute();
    assertThat(result.summary().faults()).containsOnly(Map.entry("recording.erased", 2L));
    assertThat(new Ledger(warehouse).plan(result.runId()))
        .filteredOn(PlanItem::isErased)
        .hasSize(2);
  }

  /** As a CSV without recording_id gives them: the id is the path. */
  @Test
  void aPathIsAnIdToo() throws IOException {
    for (String id : List.of("/my_calls/1.wav", "/x", "/data/1.wav")) {
      voiceprint(id, Map.of("kept_at", "file:" + id));
    }
    voiceprint("1.wav", Map.of("copy", "file:/data/1.wav", "name", "1.wav"));

    EraseResult erased =
        new EraseJob(
                own.context(),
                EraseSettings.of(List.of("/my_calls/1.wav", "/x", "/data/1.wav"), List.of()))
            .execute();

    assertThat(erased.rows()).containsEntry("voiceprints", 4L);
    assertThat(TableRows.texts(warehouse, VoxTable.VOICEPRINTS, "recording_id", "attributes"))
        .singleElement()
        .asString()
        .startsWith("1.wav ")
        .contains("copy=file:erased", "name=1.wav");
    assertThat(DiskScan.of(own.folder(), "my_calls", "/data/1.wav").found()).isEmpty();
  }

  @Tag("slow")
  @Test
  void whatOthersHaveThatOnlyLooksLikeTheIdStays() {
    Map<String, String> own17 = Map.of("day", "2024-05-17", "room", "call-17-b", "note", "17 dB");
    voiceprint("call-17-b", own17);
    voiceprint("17-b", Map.of("copy_of", "17#0", "merged", "[call-17, 17]"));
    voiceprint("17", Map.of());
    String detail =
        "[{\"location\":[\"uri\"],\"message\":\"An SNR of 17 dB, of call-17.\",\"type\":\"x\"}]";
    TableRows.add(warehouse, VoxTable.TASKS, Map.of("item_id", "call-17-b", "detail", detail));
    TableRows.add(warehouse, VoxTable.TASKS, Map.of("item_id", "17", "detail", "[]"));
    String file = "/manifests/2024-05-17.parquet/part-17-a.parquet";
    TableRows.add(warehouse, VoxTable.PLAN_ITEMS, Map.of("item_id", "17-b", "file", file));

    new EraseJob(own.context(), EraseSettings.of(List.of("17"), List.of())).execute();

    List<String> left =
        TableRows.texts(warehouse, VoxTable.VOICEPRINTS, "recording_id", "attributes");
    assertThat(left).hasSize(2);
    assertThat(left.get(0)).contains("copy_of=erased#0", "merged=[call-17, erased]");
    assertThat(left.get(1))
        .startsWith("call-17-b ")
        .contains("day=2024-05-17", "room=call-17-b", "note=17 dB");
    assertThat(TableRows.texts(warehouse, VoxTable.TASKS, "item_id", "detail"))
        .contains("call-17-b " + detail)
        .anyMatch(text -> text.startsWith("erased "));
    assertThat(TableRows.texts(warehouse, VoxTable.PLAN_ITEMS, "item_id", "file"))
        .containsExactly("17-b " + file);
  }

  /** As the service does, one may spell it in capitals and without hyphens. */
  @Tag("slow")
  @Test
  void anEnrollmentThatSpelledTheProfileInAnotherWayGoesToo() throws IOException {
    String capitals = PROFILE.replace("-", "").toUpperCase(Locale.ROOT);
    enrolled("en-1", ZORA, capitals);
    enrolled("en-2", "bert-1", OTHER.toUpperCase(Locale.ROOT));
    voiceprint(ZORA, Map.of());
    TableRows.add(warehouse, VoxTable.TASKS, Map.of("task_id", "en-1", "item_id", ZORA));

    EraseResult erased =
        new EraseJob(own.context(), EraseSettings.of(List.of(), List.of(PROFILE))).execute();

    assertThat(erased.recordings()).isEqualTo(1);
    assertThat(DiskScan.of(own.folder(), ZORA, capitals.substring(0, 16)).found()).isEmpty();
    assertThat(TableRows.texts(warehouse, VoxTable.ENROLLMENTS, "enrollment_id"))
        .containsExactly("en-2");
    assertThat(TableRows.texts(warehouse, VoxTable.OPERATIONS, "operation_id"))
        .containsExactly("en-2");
    assertThat(Suppressions.load(warehouse).contains(Suppressions.Kind.RECORDING, ZORA)).isTrue();
  }

  @Tag("slow")
  @Test
  void whyAnErasureFailedDoesNotNameThePerson() throws IOException {
    voiceprint(ZORA, Map.of());
    assertThatThrownBy(
            () ->
                new EraseJob(
                        own.context().withProgress(new BrokenProgress("cut off at " + ZORA)),
                        EraseSettings.of(List.of(ZORA), List.of()))
                    .execute())
        .hasMessageContaining(ZORA);
    assertThat(TableRows.texts(warehouse, VoxTable.RUNS, "state", "error"))
        .singleElement()
        .asString()
        .startsWith("failed ")
        .contains("java.lang.IllegalStateException")
        .doesNotContain(ZORA);
    new EraseJob(own.context(), EraseSettings.of(List.of(ZORA), List.of())).execute();
    assertThat(DiskScan.of(own.folder(), ZORA).found()).isEmpty();
  }

  /** Rows as the version before wrote them. */
  @Tag("slow")
  @Test
  void textsOfEarlierVersionsLoseTheIdsThatTheyQuote() throws IOException {
    String fault =
        "[{\"location\":[\"voiceprints_a\",3],\"message\":\"The id zora-7f3c#0 stands in the set"
            + " before: give each voiceprint its own.\",\"type\":\"set.duplicate-id\",\"context\":"
            + "{\"id\":\"zora-7f3c#0\"}}]";
    String failed =
        "[{\"location\":[\"root\"],\"message\":\"Of ours.\",\"type\":\"internal\",\"context\":"
            + "{\"exception\":\"java.io.IOException: near /calls/zora-7f3c.wav\"}}]";
    String error =
        "{\"type\":\"internal\",\"message\":\"Service error.\",\"detail\":[{\"location\":[\"root\"],"
            + "\"message\":\"java.lang.IllegalStateException: zora-7f3c\",\"type\":\"internal\","
            + "\"context\":{}}]}";
    TableRows.add(
        warehouse,
        VoxTable.TASKS,
        Map.of("job", "compare", "item_id", "comparison", "detail", fault));
    TableRows.add(
        warehouse, VoxTable.TASKS, Map.of("job", "extract", "item_id", "anna-1", "detail", failed));
    TableRows.add(
        warehouse,
        VoxTable.RUNS,
        Map.of("run_id", "r", "plan", "{}", "state", "failed", "error", error));
    identified("op-2", "anna-1", OTHER);
    enrolled("en-1", ZORA, PROFILE);
    String cut = PROFILE.substring(0, 16);
    assertThat(DiskScan.of(own.folder(), ZORA, cut).folders())
        .contains("main/tasks/data", "main/runs/data", "main/operations/data");

    new EraseJob(own.context(), EraseSettings.of(List.of(), List.of(PROFILE))).execute();

    assertThat(DiskScan.of(own.folder(), ZORA, cut).found()).isEmpty();
    assertThat(TableRows.texts(warehouse, VoxTable.TASKS, "job", "detail"))
        .anyMatch(text -> text.startsWith("compare [{\"location\":[\"voiceprints_a\",3]"))
        .anyMatch(text -> text.contains("{\"exception\":\"java.io.IOException\"}"));
    assertThat(
            new OperationAnswers(warehouse)
                .document(new OperationTable(warehouse).find("op-2", Instant.EPOCH).orElseThrow())
                .at("/processingResult/profilesRanking")
                .findValuesAsText("profileId"))
        .containsExactly(OTHER);
  }

  @Test
  void nobodyIsNobody() {
    assertThatThrownBy(
            () ->
                new EraseJob(own.context(), EraseSettings.of(List.of(), List.of("0".repeat(32))))
                    .execute())
        .hasMessageContaining("nobody's");
    assertThatThrownBy(
            () -> new EraseJob(own.context(), EraseSettings.of(List.of(), List.of())).execute())
        .hasMessageContaining("Nothing to erase");
    assertThatThrownBy(
            () -> new EraseJob(own.context(), EraseSettings.of(List.of(" "), List.of())).execute())
        .hasMessageContaining("blank");
  }

  /** Voiceprints of other systems name the recording too. */
  @Tag("slow")
  @Test
  void aSetOfTheUsersOwnIsComparedWithoutIt() throws IOException {
    RunResult extracted = new ExtractJob(own.context(), extract(manifest())).execute();
    String set = folder.resolve("set").toString();
    own.spark()
        .table(VoxTable.VOICEPRINTS.sqlName())
        .select("id", "voiceprint")
        .write()
        .parquet(set);
    assertThat(extracted.summary().count(State.DONE)).isEqualTo(4);
    new EraseJob(own.context(), EraseSettings.of(List.of(ZORA), List.of())).execute();
    CompareResult compared = new CompareJob(own.context(), CompareSettings.of(set, set)).execute();
    assertThat(new ScoreBlocks(warehouse).members(compared.runId(), Side.A))
        .containsExactly("anna-1#0", "anna-2#0", "bert-1#0");
    assertThat(DiskScan.of(own.folder(), ZORA).found()).isEmpty();
  }

  private String manifest() throws IOException {
    Path audio = Files.createDirectories(folder.resolve("audio"));
    Path zora = audio.resolve(ZORA + ".flac");
    Files.copy(Manifests.SAMPLES.resolve("voices/english-slt/english-slt-1.flac"), zora);
    StructType schema =
        new StructType()
            .add("recording_id", DataTypes.StringType)
            .add("uri", DataTypes.StringType)
            .add("speaker", DataTypes.StringType);
    List<Row> rows =
        List.of(
            RowFactory.create("anna-1", sample("catalan-ona", "1.wav"), "anna"),
            RowFactory.create("anna-2", sample("catalan-ona", "4.wav"), "anna"),
            RowFactory.create("bert-1", sample("czech-dita", "1.wav"), "bert"),
            RowFactory.create(ZORA, zora.toUri().toString(), ZORA),
            RowFactory.create(ZORA, zora.toUri().toString(), ZORA));
    return Manifests.write(folder, rows, schema);
  }

  private static String sample(String voice, String file) {
    return Manifests.sample("voices/" + voice + "/" + voice + "-" + file);
  }

  private ExtractSettings extract(String manifest) {
    return ExtractSettings.of(manifest).withWaveItems(2);
  }

  private CompareResult compare(String runId) {
    return new CompareJob(
            own.context(),
            CompareSettings.of("run:" + runId, "run:" + runId)
                .withOutputs(new Outputs(true, Double.NEGATIVE_INFINITY, 2, Outputs.Of.ROWS)))
        .execute();
  }

  private void voiceprint(String recording, Map<String, String> attributes) {
    TableRows.add(
        warehouse,
        VoxTable.VOICEPRINTS,
        Map.of("id", recording + "#0", "recording_id", recording, "attributes", attributes));
  }

  private String voiceprint() {
    return TableRows.texts(warehouse, VoxTable.VOICEPRINTS, "id", "voiceprint").stream()
        .filter(text -> text.startsWith(ZORA))
        .map(text -> text.substring(text.indexOf(' ') + 1))
        .findFirst()
        .orElseThrow();
  }

  /** As a run that is killed between writing a file and committing it. */
  private void leaveFiles() throws IOException {
    Set<String> places = DiskScan.of(own.folder(), ZORA).found();
    for (String place : places) {
      Path file = own.folder().resolve(place.substring(0, place.indexOf(" (")));
      if (!file.toString().endsWith(".db")) {
        Path left = file.resolveSibling("left-" + file.getFileName());
        if (!Files.exists(left)) {
          Files.copy(file, left);
        }
      }
    }
  }

  private void identified(String operation, String recording, String profile) {
    TableRows.add(
        warehouse,
        VoxTable.IDENTIFICATIONS,
        Map.of(
            "run_id",
            "identify-1",
            "operation_id",
            operation,
            "recording_id",
            recording,
            "identified_profile_id",
            profile,
            "confidence",
            "Low",
            "profiles_ranking",
            List.of(TableRows.rank(PROFILE, 0.6), TableRows.rank(OTHER, 0.5))));
    TableRows.add(
        warehouse,
        VoxTable.VERIFICATIONS,
        Map.of("operation_id", operation, "recording_id", recording, "profile_id", profile));
    operation(
        "identification",
        operation,
        "{\"identifiedProfileId\":\""
            + profile
            + "\",\"confidence\":\"Low\",\"profilesRanking\":[{\"profileId\":\""
            + PROFILE
            + "\",\"score\":0.6},{\"profileId\":\""
            + OTHER
            + "\",\"score\":0.5}]}");
  }

  private void enrolled(String enrollment, String recording, String profile) {
    enrolled(enrollment, recording, profile, 1);
  }

  /** Its voiceprint is n in the nth place, of n seconds of speech in twice as much audio. */
  private void enrolled(String enrollment, String recording, String profile, int n) {
    float[] vector = new float[4];
    vector[n - 1] = n;
    TableRows.add(
        warehouse,
        VoxTable.ENROLLMENTS,
        Map.of(
            "run_id",
            "enroll-1",
            "enrollment_id",
            enrollment,
            "recording_id",
            recording,
            "profile_id",
            profile,
            "state",
            "done",
            "voiceprint",
            Voiceprint.of(1, vector).encode(),
            "speech_length",
            (double) n,
            "audio_length",
            2.0 * n));
    operation("enrollment", enrollment, "{\"profileId\":\"" + profile + "\"}");
  }

  private void operation(String kind, String id, String result) {
    TableRows.add(
        warehouse,
        VoxTable.OPERATIONS,
        Map.of(
            "operation_id", id, "kind", kind, "status", "succeeded", "processing_result", result));
  }

  private void profile(String id, long version, String... enrollments) {
    TableRows.add(
        warehouse,
        VoxTable.PROFILES,
        Map.of(
            "run_id",
            "enroll-" + version,
            "profile_id",
            id,
            "version",
            version,
            "settled",
            true,
            "status",
            "Enrolled",
            "kind",
            "text-dependent",
            "pass_phrase",
            "be yourself",
            "model",
            "voxmatrix",
            "enrollment_ids",
            List.of(enrollments)));
  }
}
