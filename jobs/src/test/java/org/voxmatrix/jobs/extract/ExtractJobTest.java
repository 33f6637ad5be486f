package org.voxmatrix.jobs.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.extract.ExtractOptions;
import org.voxmatrix.fixtures.Enrollments;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.SparkFixture;
import org.voxmatrix.fixtures.WavFiles;
import org.voxmatrix.jobs.RunResult;
import org.voxmatrix.jobs.compare.CompareJob;
import org.voxmatrix.jobs.compare.CompareResult;
import org.voxmatrix.jobs.compare.CompareSettings;
import org.voxmatrix.jobs.compare.ScoreBlocks;
import org.voxmatrix.jobs.status.TaskDocument;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.State;
import org.voxmatrix.ledger.TaskRow;
import org.voxmatrix.manifest.ManifestJob;
import org.voxmatrix.manifest.ManifestSettings;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.recordings.Repeat;
import org.voxmatrix.score.Side;
import org.voxmatrix.session.Progress;

class ExtractJobTest {

  private static final String GOOD = Manifests.sample("voices/english-rms/english-rms-1.wav");

  @TempDir Path folder;

  /** Same voice is nearest, over every format of the samples. */
  @Tag("slow")
  @Test
  void theNearestNeighbourOfAVoiceIsTheSameVoice() throws IOException {
    RunResult extracted = new ExtractJob(SparkFixture.context(), job(voices())).execute();
    assertThat(extracted.summary().count(State.DONE)).isEqualTo(64);
    assertThat(extracted.summary().faulty()).isZero();

    String set = "run:" + extracted.runId();
    CompareResult compared =
        new CompareJob(SparkFixture.context(), CompareSettings.of(set, set)).execute();
    ScoreBlocks blocks = new ScoreBlocks(SparkFixture.warehouse());
    List<String> ids = blocks.members(compared.runId(), Side.A);
    float[] matrix = blocks.read(compared.runId(), 64, 64);
    List<String> confused = new ArrayList<>();
    for (int row = 0; row < 64; row++) {
      int nearest = row == 0 ? 1 : 0;
      for (int column = 0; column < 64; column++) {
        if (column != row && matrix[row * 64 + column] > matrix[row * 64 + nearest]) {
          nearest = column;
        }
      }
      if (!voice(ids.get(row)).equals(voice(ids.get(nearest)))) {
        confused.add(ids.get(row) + " with " + ids.get(nearest));
      }
    }
    assertThat(confused).isEmpty();
  }

  /** Every broken file has its own typed fault, and the run goes on to the good ones. */
  @Test
  void brokenRecordingsAreRejectedOneByOne() {
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("empty.wav", "audio.empty");
    expected.put("truncated-header.wav", "audio.truncated");
    expected.put("data-longer-than-file.wav", "audio.truncated");
    expected.put("zero-length-data.wav", "audio.empty");
    expected.put("rate-0.wav", "audio.bad-sample-rate");
    expected.put("rate-3.wav", "audio.bad-sample-rate");
    expected.put("channels-0.wav", "audio.bad-channel-count");
    expected.put("channels-300.wav", "audio.bad-channel-count");
    expected.put("block-align-0.wav", "audio.corrupt");
    expected.put("chunk-size-wraps.wav", "audio.corrupt");
    expected.put("text.wav", "audio.unknown-format");
    expected.put("html.mp3", "audio.unknown-format");
    expected.put("random.wav", "audio.unknown-format");
    expected.put("random-riff.wav", "audio.corrupt");
    expected.put("random-oggs.ogg", "audio.corrupt");
    expected.put("random-flac.flac", "audio.corrupt");
    expected.put("random-id3.mp3", "audio.corrupt");
    expected.put("id3-256mb.mp3", "audio.corrupt");
    expected.put("nan-inf.wav", "audio.bad-samples");
    expected.put("zeros.wav", "audio.no-speech");
    expected.put("tone.wav", "audio.no-speech");
    expected.put("click.wav", "audio.no-speech");
    expected.put("white-noise.wav", "audio.no-speech");
    expected.put("pink-noise.wav", "audio.no-speech");
    expected.put("short-speech.wav", "audio.too-short");
    expected.put("naïve #1 100% ok.wav", null);

    List<String> manifest = new ArrayList<>();
    expected.keySet().forEach(file -> manifest.addAll(List.of(file, broken(file))));
    RunResult result =
        new ExtractJob(SparkFixture.context(), job(manifest.toArray(new String[0]))).execute();

    Map<String, String> found = new LinkedHashMap<>();
    for (TaskRow task : tasks(result)) {
      found.put(task.itemId(), task.fault());
      boolean good = expected.get(task.itemId()) == null;
      assertThat(task.state()).as(task.itemId()).isEqualTo(good ? State.DONE : State.REJECTED);
    }
    assertThat(found).isEqualTo(expected);
    assertThat(result.summary().count(State.REJECTED)).isEqualTo(expected.size() - 1);
  }

  @Test
  void rowsAtFaultAreRejectedAndNamed() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "root:x:0:0");
    Path inside = Files.createDirectory(folder.resolve("inside"));
    Path link = Files.createSymbolicLink(inside.resolve("link.wav"), secret);
    String missing = inside.resolve("missing.wav").toUri().toString();
    String manifest =
        Manifests.of(
            folder,
            "good",
            GOOD,
            "missing",
            missing,
            "passwd",
            "file:///etc/passwd",
            "dots",
            inside.toUri() + "../secret",
            "link",
            link.toUri().toString(),
            "folder",
            inside.toUri().toString(),
            "good",
            GOOD,
            "null",
            null,
            null,
            GOOD,
            "spaces",
            "file:/a b.wav",
            "scheme",
            "gopher://host/a.wav");
    RunResult result =
        new ExtractJob(
                SparkFixture.context(),
                extract(manifest)
                    .withAllowedRoots(List.of(Manifests.SAMPLES.toString(), inside.toString())))
            .execute();

    assertThat(tasks(result).stream().map(TaskRow::fault))
        .containsExactly(
            null,
            "audio.not-found",
            "audio.forbidden",
            "audio.forbidden",
            "audio.forbidden",
            "audio.unreadable",
            "manifest.duplicate-recording-id",
            "manifest.missing-value",
            "manifest.missing-value",
            "manifest.bad-value",
            "audio.forbidden");
    assertThat(result.summary().count(State.FAILED)).isZero();
    TaskRow notFound = tasks(result).get(1);
    assertThat(document(notFound.taskId()))
        .isEqualTo(
            "{\"task\":{\"task_id\":\""
                + notFound.taskId()
                + "\",\"state\":\"rejected\"},\"error\":{\"type\":\"task.validation-error\","
                + "\"message\":\"Task validation error.\",\"detail\":[{\"location\":[\"uri\"],"
                + "\"message\":\"The recording does not exist: correct the manifest.\","
                + "\"type\":\"audio.not-found\","
                + "\"context\":{\"uri\":\""
                + missing
                + "\"}}]}}");
  }

  @Test
  void aDoneTaskHasTheServicesDocument() {
    RunResult result =
        new ExtractJob(SparkFixture.context(), job("stereo", broken("silent-right.wav"))).execute();
    TaskRow task = tasks(result).get(0);
    List<VoiceprintRow> channels = new VoiceprintTable(SparkFixture.warehouse()).of(task);
    assertThat(task.state()).isEqualTo(State.DONE);
    assertThat(task.detail()).contains("audio.no-speech").contains("[\"channels\",1]");
    assertThat(document(task.taskId()))
        .isEqualTo(
            "{\"task\":{\"task_id\":\""
                + task.taskId()
                + "\",\"state\":\"done\"},\"result\":{\"channels\":[{\"channel_number\":0,"
                + "\"voiceprint\":\""
                + channels.get(0).voiceprint()
                + "\",\"speech_length\":"
                + channels.get(0).speechLength()
                + ",\"model\":\"voxmatrix\"},{\"channel_number\":1,\"voiceprint\":null,"
                + "\"speech_length\":0.0,\"model\":\"voxmatrix\"}]}}");
  }

  @Test
  void aRowsOwnOptionsGoBeforeTheJobs() {
    StructType schema =
        new StructType()
            .add("recording_id", DataTypes.StringType)
            .add("uri", DataTypes.StringType)
            .add("channel_mode", DataTypes.StringType)
            .add("channels", DataTypes.createArrayType(DataTypes.LongType))
            .add("start", DataTypes.DoubleType)
            .add("end", DataTypes.DoubleType)
            .add("speaker", DataTypes.StringType);
    String uri = Manifests.sample("formats/two-voices.wav");
    List<Row> rows =
        List.of(
            RowFactory.create("a-mix", uri, "mix", null, null, null, "both"),
            RowFactory.create("b-second", uri, null, new Long[] {1L}, null, null, "rms"),
            RowFactory.create("c-none", uri, null, new Long[] {7L}, null, null, null),
            RowFactory.create("c-none-2", uri, null, new Long[] {1L << 32}, null, null, null),
            RowFactory.create("c-none-3", uri, null, new Long[] {null}, null, null, null),
            RowFactory.create("d-mode", uri, "mono", null, null, null, null),
            RowFactory.create("e-range", uri, null, null, 2.0, 1.0, null),
            RowFactory.create("f-part", uri, null, null, 0.0, 2.0, null));
    RunResult result =
        new ExtractJob(SparkFixture.context(), extract(Manifests.write(folder, rows, schema)))
            .execute();

    List<TaskRow> tasks = tasks(result);
    Ledger ledger = new Ledger(SparkFixture.warehouse());
    assertThat(tasks.stream().map(TaskRow::fault))
        .containsExactly(
            null,
            null,
            "audio.no-such-channel",
            "audio.no-such-channel",
            "audio.no-such-channel",
            "manifest.bad-value",
            "audio.bad-time-range",
            null);
    VoiceprintTable voiceprints = new VoiceprintTable(SparkFixture.warehouse());
    assertThat(voiceprints.of(tasks.get(0))).hasSize(1);
    VoiceprintRow second = voiceprints.of(tasks.get(1)).get(0);
    assertThat(second.channelNumber()).isEqualTo(1);
    assertThat(second.attributes()).containsEntry("speaker", "rms");
    assertThat(voiceprints.of(tasks.get(7)))
        .allSatisfy(row -> assertThat(row.speechLength()).isLessThanOrEqualTo(2));
  }

  @Test
  void audioInTheManifestGivesTheSameVoiceprintAsAFile() throws IOException {
    Path file = Manifests.SAMPLES.resolve("voices/english-rms/english-rms-1.wav");
    StructType schema =
        new StructType()
            .add("recording_id", DataTypes.StringType)
            .add("content", DataTypes.BinaryType);
    List<Row> rows = List.of(RowFactory.create("inline", Files.readAllBytes(file)));
    RunResult inline =
        new ExtractJob(SparkFixture.context(), extract(Manifests.write(folder, rows, schema)))
            .execute();
    RunResult byUri =
        new ExtractJob(SparkFixture.context(), job("file", file.toUri().toString())).execute();
    assertThat(voiceprint(inline)).isEqualTo(voiceprint(byUri));
  }

  @Test
  void recordingsThatAnEarlierVersionDidAreSkipped() {
    String manifest = Manifests.of(folder, "former-1", GOOD);
    RunResult first = new ExtractJob(SparkFixture.context(), extract(manifest)).execute();
    String former =
        ExtractSettings.formerOptionsKey(
            ModelBundle.loadDefault().fingerprint(), ExtractOptions.DEFAULT);
    new Ledger(SparkFixture.warehouse())
        .writeTasks(
            first.runId(),
            0,
            tasks(first).stream().map(task -> task.withOptionsKey(former)).toList());
    assertThat(new ExtractJob(SparkFixture.context(), extract(manifest)).execute().skipped())
        .isEqualTo(1);
  }

  @Tag("slow")
  @Test
  void recordingsDoneBeforeAreSkippedUnlessAskedAgain() {
    String manifest = Manifests.of(folder, "skip-1", GOOD, "skip-2", broken("zeros.wav"));
    RunResult first = new ExtractJob(SparkFixture.context(), extract(manifest)).execute();
    assertThat(first.summary().count(State.DONE)).isEqualTo(1);
    assertThat(first.summary().count(State.REJECTED)).isEqualTo(1);

    RunResult second = new ExtractJob(SparkFixture.context(), extract(manifest)).execute();
    assertThat(second.skipped()).isEqualTo(1);
    assertThat(second.summary().count(State.REJECTED)).isEqualTo(1);
    assertThat(second.summary().count(State.DONE)).isZero();

    RunResult again =
        new ExtractJob(SparkFixture.context(), extract(manifest).withRepeat(Repeat.AGAIN))
            .execute();
    assertThat(again.summary().count(State.DONE)).isEqualTo(1);

    String capitals = first.runId().toUpperCase(Locale.ROOT);
    RunResult retry =
        new ExtractJob(SparkFixture.context(), extract(manifest).withRetryOf(capitals)).execute();
    assertThat(tasks(retry).stream().map(TaskRow::itemId)).containsExactly("skip-2");

    RunResult limited =
        new ExtractJob(
                SparkFixture.context(), extract(manifest).withRepeat(Repeat.AGAIN).withLimit(1L))
            .execute();
    assertThat(tasks(limited).stream().map(TaskRow::itemId)).containsExactly("skip-1");

    ExtractEstimate estimate =
        new ExtractJob(SparkFixture.context(), extract(manifest).withRepeat(Repeat.AGAIN))
            .estimate();
    assertThat(estimate.items()).isEqualTo(2);
    assertThat(estimate.unknownSizes()).isEqualTo(2);
    assertThat(estimate.time()).isPositive();
  }

  /** What was read counts: a manifest made anew finds it done. */
  @Test
  void aRecordingThatWasReplacedSinceItWasListedIsDoneAsItIs() throws IOException {
    Path calls = Files.createDirectory(folder.resolve("replaced"));
    Path call = calls.resolve("call.wav");
    Files.write(call, WavFiles.of(WavFiles.samples("voices/english-rms/english-rms-1.wav")));
    String stale = listed(calls, "stale.parquet");
    byte[] longer = WavFiles.of(WavFiles.lasting(Enrollments.voice("english-rms", 1, 2), 9));
    Files.write(call, longer);

    RunResult result = new ExtractJob(SparkFixture.context(), extract(stale)).execute();
    TaskRow task = tasks(result).get(0);
    assertThat(task.state()).isEqualTo(State.DONE);
    assertThat(task.fault()).isEqualTo("audio.replaced");
    assertThat(task.size()).isEqualTo(longer.length);
    assertThat(task.audioLength()).isEqualTo(9);

    RunResult anew =
        new ExtractJob(SparkFixture.context(), extract(listed(calls, "anew.parquet"))).execute();
    assertThat(anew.skipped()).isEqualTo(1);
  }

  private String listed(Path calls, String name) {
    String manifest = folder.resolve(name).toString();
    new ManifestJob(ManifestSettings.of(calls.toString(), manifest), new Configuration())
        .execute(Progress.silent());
    return manifest;
  }

  @Test
  void aRecordingOverTheLimitIsRejectedUnread() {
    RunResult result =
        new ExtractJob(
                SparkFixture.context(),
                extract(Manifests.of(folder, "large", GOOD)).withMaxBytes(1000))
            .execute();
    assertThat(tasks(result).get(0).fault()).isEqualTo("audio.too-large");
  }

  @Test
  void aManifestAtFaultEndsTheRunBeforeItBegins() throws IOException {
    String noUri = folder.resolve("no-uri").toString();
    SparkFixture.spark().range(1).selectExpr("'a' AS recording_id").write().parquet(noUri);
    assertRefused(noUri, "has no column uri (string) or content (binary)");

    String wrong = folder.resolve("wrong").toString();
    SparkFixture.spark()
        .range(1)
        .selectExpr("id > 0 AS recording_id", "'a' AS uri", "'x' AS start")
        .write()
        .parquet(wrong);
    assertRefused(wrong, "Column recording_id of manifest " + wrong + " is boolean");
    assertRefused(wrong, "Column start of manifest " + wrong + " is string");

    assertRefused(folder.resolve("absent").toString(), "There is no file");
    Path text = Files.writeString(folder.resolve("text.parquet"), "recording_id,uri");
    assertRefused(text.toString(), "cannot be read as Parquet");
  }

  @Test
  void anUnknownRunCannotBeRetried() {
    String manifest = Manifests.of(folder, "x", GOOD);
    assertThatThrownBy(
            () ->
                new ExtractJob(SparkFixture.context(), extract(manifest).withRetryOf("no-such-run"))
                    .execute())
        .isInstanceOf(RequestException.class)
        .hasMessage("Run not found.");
  }

  private void assertRefused(String manifest, String message) {
    assertThatThrownBy(() -> new ExtractJob(SparkFixture.context(), extract(manifest)).execute())
        .isInstanceOf(RequestException.class)
        .hasMessageContaining(message);
  }

  private static String broken(String file) {
    return Manifests.sample("broken/" + file);
  }

  private static String[] voices() throws IOException {
    List<String> manifest = new ArrayList<>();
    for (String line : Files.readAllLines(Manifests.SAMPLES.resolve("manifest.csv"))) {
      String[] fields = line.split(",", -1);
      if (!fields[0].equals("recording_id")) {
        manifest.add(fields[0]);
        manifest.add(Manifests.sample(fields[1]));
      }
    }
    return manifest.toArray(new String[0]);
  }

  /** The voice of an id such as {@code czech-dita-3#0}. */
  private static String voice(String id) {
    return id.substring(0, id.lastIndexOf('-'));
  }

  private ExtractSettings job(String... idsAndUris) {
    return extract(Manifests.of(folder, idsAndUris));
  }

  private static ExtractSettings extract(String manifest) {
    return ExtractSettings.of(manifest);
  }

  private static List<TaskRow> tasks(RunResult result) {
    return new Ledger(SparkFixture.warehouse()).tasks(result.runId());
  }

  private static String voiceprint(RunResult result) {
    return new VoiceprintTable(SparkFixture.warehouse())
        .of(tasks(result).get(0))
        .get(0)
        .voiceprint();
  }

  private static String document(String taskId) {
    return new TaskDocument(SparkFixture.warehouse()).of(taskId).toString();
  }
}
