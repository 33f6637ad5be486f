package org.voxmatrix.jobs.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.RawSets;
import org.voxmatrix.fixtures.SparkFixture;
import org.voxmatrix.identity.Json;
import org.voxmatrix.jobs.RunResult;
import org.voxmatrix.jobs.compare.CompareJob;
import org.voxmatrix.jobs.compare.CompareResult;
import org.voxmatrix.jobs.compare.CompareSettings;
import org.voxmatrix.jobs.compare.engine.WaveLimits;
import org.voxmatrix.jobs.extract.ExtractJob;
import org.voxmatrix.jobs.extract.ExtractSettings;
import org.voxmatrix.storage.Owner;
import org.voxmatrix.tables.VoxTable;

class ExportJobTest {

  @TempDir Path folder;
  private CompareResult compared;

  @BeforeEach
  void compare() {
    float[][] a = {{1, 0, 0, 0}, {0.5f, 0.5f, 0.5f, 0.5f}, {0, 0, 1, 0}};
    float[][] b = {{0, 1, 0, 0}, {0.5f, -0.5f, 0.5f, -0.5f}};
    compared =
        new CompareJob(
                SparkFixture.context(),
                CompareSettings.of(RawSets.write(folder, "a", a), RawSets.write(folder, "b", b))
                    .withRawModel("random")
                    .withLimits(new WaveLimits(1L << 30, 1L << 40, 1L << 27, 2)))
            .execute();
  }

  @Test
  void scoresBecomeOneRowForEachPair() {
    String out = folder.resolve("pairs").toString();
    long count = write(export("scores", out).withFormat(ExportSettings.Format.CSV));
    assertThat(count).isEqualTo(6);
    List<String> rows =
        SparkFixture.spark().read().option("header", "true").csv(out).collectAsList().stream()
            .map(row -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3))
            .sorted()
            .toList();
    assertThat(rows)
        .containsExactly(
            "a-000000 b-000000 0.0",
            "a-000000 b-000001 0.5",
            "a-000001 b-000000 0.5",
            "a-000001 b-000001 0.0",
            "a-000002 b-000000 0.0",
            "a-000002 b-000001 0.5");
  }

  @Test
  void aTableIsWrittenInEveryFormat() throws IOException {
    for (ExportSettings.Format format :
        EnumSet.complementOf(EnumSet.of(ExportSettings.Format.RTTM))) {
      String out = folder.resolve("blocks:[" + format + "]").toString();
      assertThat(write(export("score_blocks", out).withFormat(format))).isEqualTo(4);
    }
    // Spark's own readers take a colon for a scheme.
    JsonNode first;
    try (Stream<Path> files = Files.list(folder.resolve("blocks:[JSON]"))) {
      first =
          files
              .filter(file -> file.toString().endsWith(".json"))
              .flatMap(ExportJobTest::lines)
              .map(Json::read)
              .min(
                  Comparator.comparingLong((JsonNode row) -> row.get("row_index").asLong())
                      .thenComparing(row -> row.get("col_block").asLong()))
              .orElseThrow();
    }
    assertThat(first.get("row_id").asText()).isEqualTo("b-000000");
    assertThat(first.get("col_count").asLong()).isEqualTo(2);
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void csvIsAsRfc4180HasIt() throws IOException {
    String odd = " \"quoted\", and\nnext \\ line\r\n\" ";
    StructType schema =
        new StructType()
            .add("id", "string")
            .add("list", "array<double>")
            .add("map", "map<string,string>")
            .add("pair", "struct<id:string,score:float>")
            .add("bytes", "binary")
            .add("time", "timestamp");
    Row row =
        RowFactory.create(
            odd,
            List.of(0.5, 2.0),
            Map.of("a b", odd),
            RowFactory.create(odd, 0.25f),
            new byte[] {1, 2, 3},
            Timestamp.from(Instant.parse("2026-01-02T03:04:05.678901Z")));
    String out = folder.resolve("odd").toString();
    Csv.flat(SparkFixture.spark().createDataFrame(List.of(row), schema).coalesce(1), false)
        .write()
        .options(Csv.OPTIONS)
        .csv(out);
    Path file;
    try (Stream<Path> files = Files.list(Path.of(out))) {
      file = files.filter(path -> path.toString().endsWith(".csv")).findFirst().orElseThrow();
    }
    CsvParserSettings rfc4180 = new CsvParserSettings();
    rfc4180.trimValues(false);
    rfc4180.setNormalizeLineEndingsWithinQuotes(false);
    List<String[]> rows = new CsvParser(rfc4180).parseAll(file.toFile(), UTF_8);
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0)).containsExactly("id", "list", "map", "pair", "bytes", "time");
    String[] cells = rows.get(1);
    assertThat(cells[0]).isEqualTo(odd);
    assertThat(Json.read(cells[1])).hasToString("[0.5,2.0]");
    assertThat(Json.read(cells[2]).path("a b").textValue()).isEqualTo(odd);
    assertThat(Json.read(cells[3]).path("id").textValue()).isEqualTo(odd);
    assertThat(cells[4]).isEqualTo("AQID");
  }

  @Test
  void spreadsheetsTakeNoCellForAFormulaWhereThatIsAsked() {
    List<String> ids = List.of("=1+1", "+1", "-1", "@SUM(A1)", " =2", "\t=3", "plain", "a=b");
    StructType schema = new StructType().add("id", "string").add("score", "double");
    List<Row> rows = ids.stream().map(id -> RowFactory.create(id, -0.5)).toList();
    assertThat(Csv.flat(SparkFixture.spark().createDataFrame(rows, schema), true).collectAsList())
        .extracting(row -> row.getString(0), row -> row.getDouble(1))
        .allMatch(cells -> cells.toList().get(1).equals(-0.5))
        .extracting(cells -> cells.toList().get(0))
        .containsExactly("'=1+1", "'+1", "'-1", "'@SUM(A1)", "' =2", "'\t=3", "plain", "a=b");
  }

  @Tag("slow")
  @Test
  void everyTableCanBeCsv() {
    for (VoxTable table : VoxTable.values()) {
      Path out = folder.resolve("csv-" + table.tableName());
      ExportSettings all = ExportSettings.of(table.tableName(), out.toString());
      write(all.withFormat(ExportSettings.Format.CSV));
      assertThat(out.resolve("_SUCCESS")).exists();
    }
  }

  @Test
  void tablesThatAreOfNoRunSaySo() {
    assertThatThrownBy(() -> write(export("night_recordings", folder.resolve("n").toString())))
        .isInstanceOf(RequestException.class)
        .hasMessage("Rows of night_recordings are of no run: leave out --run.");
  }

  @Tag("slow")
  @Test
  void filesThatAreThereAreReplacedOnlyWhenAsked() throws IOException {
    String out = folder.resolve("members").toString();
    write(export("set_members", out));
    assertThatThrownBy(() -> write(export("set_members", out)))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("already exists");
    assertThat(write(export("set_members", out).withMode(SaveMode.Overwrite))).isEqualTo(5);
    assertThat(SparkFixture.spark().read().parquet(out).count()).isEqualTo(5);
    assertThat(names(folder)).containsExactlyInAnyOrder("a", "b", "members");
  }

  /** What another program of Spark wrote looks the same, but for the mark. */
  @Test
  void aFolderThatNoExportMarkedStays() throws IOException {
    String foreign = RawSets.write(folder, "foreign", RawSets.random(3, 4, 1));
    List<String> before = names(Path.of(foreign));
    assertThatThrownBy(() -> write(export("set_members", foreign).withMode(SaveMode.Overwrite)))
        .isInstanceOf(RequestException.class)
        .hasMessageStartingWith(foreign + " has no file _VOXMATRIX_EXPORT");
    assertThat(names(Path.of(foreign))).isEqualTo(before);
    String warehouse = SparkFixture.warehouse().location();
    assertThatThrownBy(() -> write(export("set_members", warehouse).withMode(SaveMode.Overwrite)))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("has other files than those of an export");
    assertThatThrownBy(() -> write(export("set_members", "/").withMode(SaveMode.Overwrite)))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("is the root of a file system");
  }

  @Test
  void whatAppearsMeanwhileStays() throws IOException {
    Path out = folder.resolve("members");
    ExportSettings settings = export("set_members", "" + out);
    ExportFolder begun =
        new ExportFolder(settings, SparkFixture.spark().sessionState().newHadoopConf());
    Files.writeString(Files.createDirectory(out).resolve("notes.txt"), "x");
    assertThatThrownBy(begun::publish)
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("already exists");
    begun.discard();
    assertThat(out.resolve("notes.txt")).hasContent("x");
    assertThat(names(folder)).containsExactlyInAnyOrder("a", "b", "members");
  }

  /** The new one has no name yet, and the old one has lost its own. */
  @Test
  void oneThatWasKilledBetweenTwoNamesIsDoneAgain() throws IOException {
    Path out = folder.resolve("members");
    write(export("set_members", "" + out));
    Owner self = Owner.self();
    String ended = new Owner("any", self.pid(), self.started() + 1, self.kernel()).fileName();
    Files.move(out, folder.resolve(".members." + UUID.randomUUID() + "." + ended));
    Files.createDirectory(folder.resolve(".members." + UUID.randomUUID() + "." + ended));
    Path other = Files.createDirectory(folder.resolve(".members.d"));
    assertThat(write(export("set_members", "" + out))).isEqualTo(5);
    assertThat(names(folder))
        .containsExactlyInAnyOrder("a", "b", "members", other.getFileName() + "");
  }

  @Test
  void nothingButAnExportIsReplaced() throws IOException {
    Path notes = Files.writeString(folder.resolve("notes.txt"), "x");
    for (Path out : List.of(folder, notes)) {
      assertThatThrownBy(() -> write(export("set_members", "" + out).withMode(SaveMode.Overwrite)))
          .isInstanceOf(RequestException.class)
          .hasMessage(out + " has other files than those of an export: give another --out.");
    }
    assertThat(notes).hasContent("x");
  }

  @Test
  void anOutputThatCannotBeWrittenIsNamed() {
    for (String out : List.of("/etc/passwd/x", "/sys/voxmatrix", "nosuch://h/x", "")) {
      assertThatThrownBy(() -> write(export("set_members", out)))
          .isInstanceOf(RequestException.class)
          .hasMessageMatching(
              "Output \\Q%s\\E (is a file|cannot be made:|is on a file system) .*|'' is no path.*"
                  .formatted(out));
    }
  }

  @Test
  void unknownNamesAreRefused() {
    String out = folder.resolve("nothing").toString();
    assertThatThrownBy(() -> write(export("speakers", out)))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("There is no table speakers: take one of")
        .hasMessageContaining("voiceprints");
    assertThatThrownBy(() -> write(export("scores", out).withRunId("nobody")))
        .isInstanceOf(RequestException.class)
        .hasMessage("Run not found.");
  }

  @Tag("slow")
  @Test
  void whatARunRejectedBecomesAManifest() {
    String manifest =
        Manifests.of(
            folder,
            "export-ok",
            Manifests.sample("voices/english-rms/english-rms-1.wav"),
            "export-bad",
            Manifests.sample("broken/zeros.wav"));
    RunResult first = new ExtractJob(SparkFixture.context(), extract(manifest)).execute();
    String out = folder.resolve("retry").toString();
    assertThat(write(export("retry", out).withRunId(first.runId().toUpperCase(Locale.ROOT))))
        .isEqualTo(1);
    assertThat(new ExtractJob(SparkFixture.context(), extract(out)).execute().summary().faults())
        .containsOnlyKeys("audio.no-speech");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static ExtractSettings extract(String manifest) {
    return ExtractSettings.of(manifest);
  }

  private ExportSettings export(String what, String out) {
    return ExportSettings.of(what, out).withRunId(compared.runId());
  }

  private static long write(ExportSettings settings) {
    return new ExportJob(SparkFixture.spark(), SparkFixture.warehouse(), settings).execute();
  }
}
