package org.voxmatrix.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.audio.input.AudioInput;
import org.voxmatrix.audio.input.BytesInput;
import org.voxmatrix.extract.ExtractOptions;
import org.voxmatrix.extract.VoiceprintExtractor;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.score.Cosine;
import org.voxmatrix.voiceprint.Voiceprint;

class VoiceprintExtractTest {

  private static final Path SAMPLES = Path.of("../sample-data").toAbsolutePath().normalize();
  private static final Path TWO_VOICES = SAMPLES.resolve("formats/two-voices.wav");
  private static final Path ONE_SILENT = SAMPLES.resolve("broken/silent-right.wav");

  @BeforeAll
  static void recordings() {
    TestSession.SPARK
        .read()
        .format("binaryFile")
        .load(TWO_VOICES.toString(), ONE_SILENT.toString())
        .createOrReplaceTempView("recordings");
  }

  @AfterEach
  void defaultModel() {
    TestSession.SPARK.conf().unset(SessionModel.SETTING);
  }

  @Test
  void givesWhatTheExtractorGives() throws IOException {
    List<Row> channels =
        rows(
            "SELECT v.* FROM recordings LATERAL VIEW explode(voiceprint_extract(content)) AS v"
                + " WHERE path LIKE '%two-voices.wav' ORDER BY v.channel_number");
    ModelBundle model = ModelBundle.loadDefault();
    try (VoiceprintExtractor extractor = new VoiceprintExtractor(model)) {
      AudioInput input = new BytesInput(Files.readAllBytes(TWO_VOICES));
      List<List<Object>> expected =
          extractor.extract(input, ExtractOptions.DEFAULT).channels().stream()
              .map(
                  channel ->
                      Arrays.<Object>asList(
                          channel.channelNumber(),
                          Voiceprint.of(model.fingerprint(), channel.embedding()).encode(),
                          channel.speechLength(),
                          "voxmatrix",
                          null))
              .toList();
      assertThat(expected).hasSize(2);
      assertThat(channels.stream().map(VoiceprintExtractTest::list).toList()).isEqualTo(expected);
    }
  }

  @Test
  void saysWhichChannelHasNoSpeech() {
    Row row =
        rows("SELECT voiceprint_extract(content) FROM recordings WHERE path LIKE '%silent%'")
            .get(0);
    List<Row> channels = row.getList(0);
    assertThat(channels).hasSize(2);
    assertThat(channels.get(0).getString(1)).startsWith("VlhWUA");
    assertThat(channels.get(0).isNullAt(4)).isTrue();
    assertThat(channels.get(1).getInt(0)).isEqualTo(1);
    assertThat(channels.get(1).isNullAt(1)).isTrue();
    assertThat(channels.get(1).getDouble(2)).isZero();
    assertThat(channels.get(1).getStruct(4).getString(0)).isEqualTo("audio.no-speech");
    assertThat(channels.get(1).getStruct(4).getString(1)).contains("channel 1");
  }

  @Test
  void goesOnPastBadRecordings() throws IOException {
    List<Row> broken = new ArrayList<>();
    for (String line : Files.readAllLines(SAMPLES.resolve("broken.csv"))) {
      if (line.startsWith("broken/") && !line.endsWith(",ok")) {
        Path file = SAMPLES.resolve(line.substring(0, line.indexOf(',')));
        broken.add(RowFactory.create((Object) Files.readAllBytes(file)));
      }
    }
    StructType schema = new StructType().add("content", DataTypes.BinaryType);
    TestSession.SPARK.createDataFrame(broken, schema).createOrReplaceTempView("broken");
    List<Row> rows =
        rows(
            "SELECT v.channel_number, v.voiceprint, v.error FROM broken"
                + " LATERAL VIEW explode(voiceprint_extract(content)) AS v");
    assertThat(rows).hasSameSizeAs(broken).hasSizeGreaterThan(20);
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.isNullAt(0)).isTrue();
              assertThat(row.isNullAt(1)).isTrue();
              assertThat(row.getStruct(2).getString(0)).startsWith("audio.");
              assertThat(row.getStruct(2).getString(1)).isNotBlank();
            });
  }

  @Test
  void isNullForNull() {
    assertThat(rows("SELECT voiceprint_extract(NULL)").get(0).isNullAt(0)).isTrue();
  }

  @Test
  void takesTheContentAndNotThePath() {
    assertThatThrownBy(() -> rows("SELECT voiceprint_extract(path) FROM recordings"))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining(
            "voiceprint_extract takes the content of one recording, BINARY, not (STRING); the"
                + " binaryFile data source reads it from a path");
  }

  @Test
  void runsOncePerRecordingHoweverOftenItsResultIsUsed() {
    String plan =
        TestSession.SPARK
            .sql(
                "SELECT v[0].voiceprint, v[0].speech_length, size(v) FROM"
                    + " (SELECT voiceprint_extract(content) AS v FROM recordings)"
                    + " WHERE v[0].voiceprint IS NOT NULL AND v[0].speech_length > 0")
            .queryExecution()
            .executedPlan()
            .toString();
    assertThat(plan.split("voiceprint_extract\\(?", -1)).as(plan).hasSize(2);
  }

  @Test
  void usesTheModelOfTheSession(@TempDir Path folder) throws IOException {
    ModelBundle model = bundleWithMean(folder);
    TestSession.SPARK.conf().set(SessionModel.SETTING, folder.toUri().toString());
    Row row =
        rows("""
                SELECT v[0].voiceprint, v[1].voiceprint, v[0].model,
                    voiceprint_score(v[0].voiceprint, v[1].voiceprint)
                FROM (SELECT voiceprint_extract(content) AS v FROM recordings
                    WHERE path LIKE '%two-voices.wav')""")
            .get(0);
    Voiceprint a = Voiceprint.decode(row.getString(0));
    Voiceprint b = Voiceprint.decode(row.getString(1));
    assertThat(a.fingerprint()).isEqualTo(model.fingerprint());
    assertThat(row.getString(2)).isEqualTo("with-mean");
    assertThat(row.getDouble(3))
        .isEqualTo(Cosine.withMean(model.mean()).score(a, b))
        .isNotCloseTo(Cosine.withMean().score(a, b), within(0.01));
  }

  @Test
  void theFoldersNameMayHaveAColonAndChecksumsAreNotBelieved(@TempDir Path folder)
      throws IOException {
    bundleWithMean(folder);
    byte[] stale = Arrays.copyOf("crc\0\0\0\2\0".getBytes(UTF_8), 1 << 10);
    Files.write(folder.resolve(".bundle.json.crc"), stale);
    Path link = Files.createSymbolicLink(Path.of("mo:del-" + UUID.randomUUID()), folder);
    try {
      TestSession.SPARK.conf().set(SessionModel.SETTING, link.toString());
      assertThat(
              rows(
                  "SELECT voiceprint_extract(content)[0].model FROM recordings"
                      + " WHERE path LIKE '%two-voices.wav'"))
          .extracting(row -> row.getString(0))
          .containsExactly("with-mean");
    } finally {
      Files.delete(link);
    }
  }

  @Test
  void namesTheModelThatIsNotThere(@TempDir Path folder) {
    TestSession.SPARK.conf().set(SessionModel.SETTING, folder.resolve("none").toString());
    assertThatThrownBy(() -> rows("SELECT voiceprint_extract(content) FROM recordings"))
        .hasStackTraceContaining("bundle.json of the model bundle cannot be read")
        .hasStackTraceContaining(folder + "/none/bundle.json");
  }

  private static ModelBundle bundleWithMean(Path folder) throws IOException {
    Path original = Path.of("../models/voxmatrix-v0");
    for (String file : List.of("model.onnx", "vad.onnx")) {
      Files.copy(original.resolve(file), folder.resolve(file));
    }
    String mean =
        IntStream.range(0, 192).mapToObj(i -> "1.5").collect(Collectors.joining(",", "[", "]"));
    String json =
        Files.readString(original.resolve("bundle.json"))
            .replaceFirst("\"name\": \"voxmatrix\"", "\"name\": \"with-mean\"")
            .replaceFirst("\"mean\": \\[[^]]*]", "\"mean\": " + mean);
    Files.write(folder.resolve("bundle.json"), json.getBytes(UTF_8));
    return ModelBundle.load(folder);
  }

  private static List<Row> rows(String query) {
    return TestSession.SPARK.sql(query).collectAsList();
  }

  private static List<Object> list(Row row) {
    return IntStream.range(0, row.size()).mapToObj(row::get).collect(Collectors.toList());
  }
}
