package org.voxmatrix.jobs.erase;

import static org.apache.iceberg.expressions.Expressions.alwaysTrue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.types.Type;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.fixtures.BrokenProgress;
import org.voxmatrix.fixtures.CapturedLog;
import org.voxmatrix.fixtures.DiskScan;
import org.voxmatrix.fixtures.Enrollments;
import org.voxmatrix.fixtures.FailingFiles;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.OwnWarehouse;
import org.voxmatrix.fixtures.RawSets;
import org.voxmatrix.fixtures.TableRows;
import org.voxmatrix.jobs.compare.BadRows;
import org.voxmatrix.jobs.compare.CompareJob;
import org.voxmatrix.jobs.compare.CompareResult;
import org.voxmatrix.jobs.compare.CompareSettings;
import org.voxmatrix.jobs.enroll.EnrollJob;
import org.voxmatrix.jobs.enroll.EnrollSettings;
import org.voxmatrix.jobs.enroll.EnrollmentDecider;
import org.voxmatrix.jobs.extract.ExtractJob;
import org.voxmatrix.jobs.extract.ExtractSettings;
import org.voxmatrix.jobs.identify.IdentifyJob;
import org.voxmatrix.jobs.identify.IdentifySettings;
import org.voxmatrix.jobs.verify.VerifyJob;
import org.voxmatrix.jobs.verify.VerifySettings;
import org.voxmatrix.tables.FileRewrite;
import org.voxmatrix.tables.RowRule;
import org.voxmatrix.tables.VoxTable;

/**
 * No text in a table and no line of a log names a person, whatever is wrong with their recordings;
 * so an erasure leaves nothing, whatever the texts say. Every id and URI of the person has {@code
 * zora} in it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("slow")
class ErasureWordingTest {

  private static final String PROFILE = "7a0e5b1c-0000-4000-8000-00000000000a";
  private static final String PHRASE = "my voice is my passport verify me";

  /** Columns that are there for what must not be in a text, and voiceprints. */
  private static final Set<String> OWN_COLUMNS =
      Set.of(
          "id",
          "item_id",
          "recording_id",
          "profile_id",
          "identified_profile_id",
          "row_id",
          "id_a",
          "id_b",
          "uri",
          "pass_phrase",
          "voiceprint");

  private static final Set<String> TEXTS = Set.of("message", "detail", "error", "error_message");

  private static final StructType RECORDINGS =
      new StructType()
          .add("recording_id", DataTypes.StringType)
          .add("uri", DataTypes.StringType)
          .add("channel_mode", DataTypes.StringType);

  @TempDir static Path folder;
  private static OwnWarehouse own;
  private static List<String> logged;

  @BeforeAll
  static void workOnAllThatCanBeWrong() throws IOException {
    own = OwnWarehouse.in(folder.resolve("warehouse"));
    FailingFiles.register(own.spark());
    for (int i = 1; i <= 3; i++) {
      Files.copy(
          Manifests.SAMPLES.resolve("phrases/english-rms/passport-%d.wav".formatted(i)),
          folder.resolve("zora-%d.wav".formatted(i)));
    }
    Files.writeString(folder.resolve("zora.txt"), "no audio");
    try (CapturedLog log = CapturedLog.open()) {
      String recordings = recordings();
      List<String> roots = List.of(folder.toString(), "failing:/");
      new ExtractJob(own.context(), ExtractSettings.of(recordings).withAllowedRoots(roots))
          .execute();
      new EnrollJob(
              own.context(),
              EnrollSettings.of(claims()).withUnknown(EnrollmentDecider.Unknown.CREATED))
          .execute();
      new IdentifyJob(own.context(), IdentifySettings.of(recordings).withAllowedRoots(roots))
          .execute();
      new VerifyJob(own.context(), VerifySettings.of(claims())).execute();
      compare(BadRows.REJECT);
      compare(BadRows.SKIP);
      assertThatThrownBy(
              () ->
                  new ExtractJob(
                          own.context().withProgress(new BrokenProgress("at zora")),
                          ExtractSettings.of(recordings).withWaveItems(3))
                      .execute())
          .hasMessage("at zora");
      logged = log.lines();
    }
  }

  @AfterAll
  static void close() {
    own.close();
  }

  @Test
  @Order(1)
  void everythingThatCanBeWrongIsWrong() {
    assertThat(faults(VoxTable.TASKS))
        .contains(
            "audio.not-found",
            "audio.unreadable",
            "audio.forbidden",
            "audio.unknown-format",
            "manifest.duplicate-recording-id",
            "manifest.missing-value",
            "manifest.bad-value",
            "profile.bad-id",
            "profile.bad-kind",
            "enrollment.bad-passphrase",
            "internal");
    assertThat(faults(VoxTable.SET_FAULTS))
        .containsExactlyInAnyOrder("set.duplicate-id", "voiceprint.bad-base64");
    assertThat(TableRows.texts(own.warehouse(), VoxTable.RUNS, "job", "error"))
        .anyMatch(text -> text.contains("java.lang.IllegalStateException"));
    assertThat(TableRows.texts(own.warehouse(), VoxTable.OPERATIONS, "kind", "status"))
        .contains("enrollment succeeded", "identification succeeded", "verification succeeded");
  }

  @Test
  @Order(2)
  void noTextNamesAPersonAndNoLineOfTheLog() {
    for (VoxTable table : VoxTable.values()) {
      for (String column : table.columnNames()) {
        boolean text = table.schema().findType(column).typeId() == Type.TypeID.STRING;
        if (text && !OWN_COLUMNS.contains(column)) {
          assertThat(TableRows.texts(own.warehouse(), table, column))
              .as(table + " " + column)
              .allSatisfy(ErasureWordingTest::namesNobody);
        }
      }
    }
    assertThat(logged).anyMatch(line -> line.contains("FailingFiles"));
    assertThat(logged).allSatisfy(ErasureWordingTest::namesNobody);
  }

  @Test
  @Order(3)
  void anErasureLeavesNothingWhateverTheTextsSay() throws IOException {
    for (VoxTable table :
        List.of(VoxTable.RUNS, VoxTable.TASKS, VoxTable.ENROLLMENTS, VoxTable.OPERATIONS)) {
      replaceTexts(table);
    }
    replaceTexts(VoxTable.SET_FAULTS);
    assertThat(TableRows.texts(own.warehouse(), VoxTable.TASKS, "detail"))
        .noneMatch(text -> text.contains("occurs in an earlier row"));
    String cut = PROFILE.substring(0, 16);
    assertThat(DiskScan.of(own.folder(), "zora", cut).folders())
        .contains("main/tasks/data", "main/set_faults/data", "main/enrollments/data");

    Set<String> recordings =
        TableRows.texts(own.warehouse(), VoxTable.PLAN_ITEMS, "item_id").stream()
            .filter(id -> id.startsWith("zora"))
            .collect(Collectors.toSet());
    recordings.addAll(List.of("zora-set", "zora-bad"));
    new EraseJob(own.context(), EraseSettings.of(List.copyOf(recordings), List.of(PROFILE)))
        .execute();

    assertThat(DiskScan.of(own.folder(), "zora", cut, PHRASE).found()).isEmpty();
    assertThat(TableRows.texts(own.warehouse(), VoxTable.SET_FAULTS, "side", "index", "id"))
        .containsOnly("a 1 erased", "a 2 erased");
  }

  private static void namesNobody(String text) {
    assertThat(text.toLowerCase(Locale.ROOT))
        .doesNotContain("zora", PROFILE.substring(0, 8), "passport");
  }

  private static Set<String> faults(VoxTable table) {
    return Set.copyOf(TableRows.texts(own.warehouse(), table, "fault"));
  }

  private static String recordings() {
    String audio = folder.resolve("zora-1.wav").toUri().toString();
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<String, String> row :
        List.of(
            Map.entry("zora-good", audio),
            Map.entry("zora-good", audio),
            Map.entry("zora-missing", folder.resolve("zora-missing.wav").toUri().toString()),
            Map.entry("zora-forbidden", "file:/etc/zora.wav"),
            Map.entry("zora-folder", folder.toUri().toString()),
            Map.entry("zora-scheme", "gopher://zora/a.wav"),
            Map.entry("zora-uri", "file:/zora 1.wav"),
            Map.entry("zora-text", folder.resolve("zora.txt").toUri().toString()),
            Map.entry("zora-failing", "failing:/zora.wav"))) {
      rows.add(RowFactory.create(row.getKey(), row.getValue(), null));
    }
    rows.add(RowFactory.create("zora-null", null, null));
    rows.add(RowFactory.create("zora-mode", audio, "zora"));
    return Manifests.write(folder, rows, RECORDINGS);
  }

  private static String claims() {
    String[] audio = new String[4];
    for (int i = 1; i <= 3; i++) {
      audio[i] = folder.resolve("zora-%d.wav".formatted(i)).toUri().toString();
    }
    return new Enrollments()
        .row("zora-en-1", PROFILE, audio[1], null, null, null)
        .row("zora-en-2", PROFILE, audio[2], null, PHRASE, null)
        .row("zora-en-3", PROFILE, audio[3], null, null, null)
        .row("zora-en-3", PROFILE, audio[3], null, null, null)
        .row("zora-en-4", PROFILE, audio[3], null, "zora passport", null)
        .row("zora-en-5", "zora", audio[3], null, null, null)
        .row("zora-en-6", PROFILE, audio[3], null, null, "zora")
        .row("zora-en-7", PROFILE, "file:/zora.wav", null, null, null)
        .row("zora-en-8", PROFILE, "failing:/zora.wav", null, null, null)
        .row("zora-en-9", PROFILE, folder.resolve("zora.txt").toUri().toString(), null, null, null)
        .row("zora-en-10", PROFILE, null, null, null, null)
        .write(folder);
  }

  private static void compare(BadRows badRows) {
    List<Row> rows =
        List.of(
            RowFactory.create(0, "zora-set", RawSets.raw(1, 0)),
            RowFactory.create(1, "zora-bad", "zora!"),
            RowFactory.create(2, "zora-set", RawSets.raw(0, 1)));
    StructType schema =
        new StructType()
            .add("ordinal", DataTypes.IntegerType)
            .add("id", DataTypes.StringType)
            .add("voiceprint", DataTypes.StringType);
    String set = Manifests.write(folder, rows, schema);
    CompareResult result =
        new CompareJob(
                own.context(),
                CompareSettings.of(set, set).withRawModel("other").withBadRows(badRows))
            .execute();
    assertThat(result.detail()).contains("\"id\":\"zora-bad\"", "\"id\":\"zora-set\"");
  }

  /** Puts random words in place of every message of a table. */
  private static void replaceTexts(VoxTable table) {
    List<String> columns = table.columnNames().stream().filter(TEXTS::contains).toList();
    FileRewrite.apply(
        own.context().javaSpark(),
        own.warehouse(),
        table,
        new RowRule(
            alwaysTrue(),
            columns,
            row -> true,
            row -> {
              for (String column : columns) {
                row.set(column, replaced(row.string(column)));
              }
              return true;
            }));
  }

  private static String replaced(String text) {
    if (text == null) {
      return null;
    }
    String words =
        new Random()
            .ints(5, 'a', 'z' + 1)
            .mapToObj(letter -> Character.toString(letter).repeat(4))
            .collect(Collectors.joining(" "));
    return text.startsWith("[") || text.startsWith("{")
        ? text.replaceAll("\"message\":\"(?:[^\"\\\\]|\\\\.)*\"", "\"message\":\"" + words + "\"")
        : words;
  }
}
