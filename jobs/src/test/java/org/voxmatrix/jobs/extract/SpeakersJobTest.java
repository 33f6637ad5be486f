package org.voxmatrix.jobs.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.extract.ExtractOptions;
import org.voxmatrix.fixtures.DiskScan;
import org.voxmatrix.fixtures.Enrollments;
import org.voxmatrix.fixtures.InOwnWarehouse;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.TableRows;
import org.voxmatrix.fixtures.WavFiles;
import org.voxmatrix.jobs.RunResult;
import org.voxmatrix.jobs.compare.CompareJob;
import org.voxmatrix.jobs.compare.CompareSettings;
import org.voxmatrix.jobs.compare.ScoreBlocks;
import org.voxmatrix.jobs.enroll.EnrollJob;
import org.voxmatrix.jobs.enroll.EnrollSettings;
import org.voxmatrix.jobs.enroll.EnrollmentDecider;
import org.voxmatrix.jobs.enroll.EnrollmentDocument;
import org.voxmatrix.jobs.erase.EraseJob;
import org.voxmatrix.jobs.erase.EraseSettings;
import org.voxmatrix.jobs.export.ExportJob;
import org.voxmatrix.jobs.export.ExportSettings;
import org.voxmatrix.jobs.identify.IdentifyJob;
import org.voxmatrix.jobs.identify.IdentifySettings;
import org.voxmatrix.jobs.link.LinkJob;
import org.voxmatrix.jobs.link.LinkSettings;
import org.voxmatrix.jobs.profiles.EnrollmentTable;
import org.voxmatrix.jobs.profiles.ProfileId;
import org.voxmatrix.jobs.profiles.audio.ListenOptions;
import org.voxmatrix.jobs.profiles.audio.SeveralSpeakers;
import org.voxmatrix.jobs.status.TaskDocument;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.TaskRow;
import org.voxmatrix.score.Side;
import org.voxmatrix.tables.VoxTable;

/** Speakers of a channel, from extraction to what is done with their voiceprints. */
class SpeakersJobTest extends InOwnWarehouse {

  private static final ExtractOptions AUTO =
      ExtractOptions.DEFAULT.withSpeakers(ExtractOptions.AUTO);

  @Test
  void aPlainExtractionSaysThatThereAreSeveral() throws IOException {
    RunResult result = extract(ExtractOptions.DEFAULT, "call", call());
    List<VoiceprintRow> rows = new VoiceprintTable(warehouse).ofRun(result.runId());
    assertThat(rows).hasSize(1);
    VoiceprintRow row = rows.get(0);
    assertThat(row.id()).isEqualTo("call#0");
    assertThat(row.speakersEstimated()).isEqualTo(2);
    assertThat(row.homogeneity()).isBetween(0.0, 0.6);
    assertThat(row.speakerNumber()).isNull();
    TaskRow task = new Ledger(warehouse).tasks(result.runId()).get(0);
    assertThat(task.fault()).isEqualTo("audio.several-speakers");
    assertThat(task.detail()).contains("\"speakers_estimated\":2").doesNotContain("call");
    // The service's document knows no such word.
    JsonNode document = new TaskDocument(warehouse).of(task.taskId());
    assertThat(document.toString()).doesNotContain("speakers", "homogeneity");
    assertThat(document.at("/result/channels")).hasSize(1);
    assertThat(segments(result)).isEmpty();
  }

  @Test
  void eachSpeakerIsAVoiceprintLikeAnyOther() throws IOException {
    RunResult result = extract(AUTO, "call", call(), "one", one());
    List<VoiceprintRow> rows =
        new VoiceprintTable(warehouse)
            .ofRun(result.runId()).stream()
                .sorted(Comparator.comparing(VoiceprintRow::id))
                .toList();
    assertThat(rows)
        .extracting(VoiceprintRow::id)
        .containsExactly("call#0@0", "call#0@1", "one#0@0");
    assertThat(rows).extracting(VoiceprintRow::speakersEstimated).containsExactly(2, 2, 1);
    assertThat(rows).extracting(VoiceprintRow::speakerNumber).containsExactly(0, 1, 0);
    assertThat(rows).extracting(VoiceprintRow::recordingId).containsExactly("call", "call", "one");
    List<SegmentRow> segments = segments(result);
    for (VoiceprintRow row : rows) { // Short pauses belong to segments, but are no speech.
      assertThat(
              segments.stream()
                  .filter(segment -> segment.id().equals(row.id()))
                  .mapToDouble(segment -> segment.end() - segment.start())
                  .sum())
          .isBetween(row.speechLength() - 1e-6, row.speechLength() + 0.5);
    }
    List<TaskRow> tasks = new Ledger(warehouse).tasks(result.runId());
    assertThat(new TaskDocument(warehouse).of(tasks.get(0).taskId()).at("/result/channels"))
        .hasSize(2);

    // English-awb is speaker 0 of the call and alone in the other recording.
    ScoreBlocks scores = new ScoreBlocks(warehouse);
    String compared = compared(result).execute().runId();
    assertThat(scores.members(compared, Side.A)).containsExactly("call#0@0", "call#0@1", "one#0@0");
    float[] matrix = scores.read(compared, 3, 3);
    assertThat(matrix[2]).isGreaterThan(0.7f).isGreaterThan(matrix[5] + 0.3f);

    LinkSettings link = LinkSettings.of("run:" + result.runId(), 0.6);
    new LinkJob(own.context(), link).execute();
    assertThat(TableRows.texts(warehouse, VoxTable.PEOPLE_MEMBERS, "id", "recording_id"))
        .contains("call#0@0 call", "call#0@1 call", "one#0@0 one");
    assertThat(TableRows.texts(warehouse, VoxTable.PEOPLE, "voiceprints"))
        .containsExactlyInAnyOrder("1", "2");
  }

  @Test
  void segmentsAreExportedAsRttm() throws IOException {
    RunResult result = extract(AUTO, "my call 5%", call());
    Path out = folder.resolve("rttm");
    ExportSettings settings =
        ExportSettings.of("segments", out.toString())
            .withRunId(result.runId())
            .withFormat(ExportSettings.Format.RTTM);
    long written = new ExportJob(own.context().spark(), warehouse, settings).execute();
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(out)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".txt")).toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    List<SegmentRow> segments = segments(result);
    assertThat(lines).hasSize((int) written).hasSameSizeAs(segments);
    for (int i = 0; i < lines.size(); i++) {
      SegmentRow segment = segments.get(i);
      assertThat(lines.get(i))
          .isEqualTo(
              "SPEAKER my%%20call%%205%%25 1 %.3f %.3f <NA> <NA> 0@%d <NA> <NA>",
              segment.start(), segment.end() - segment.start(), segment.speakerNumber());
    }
    ExportSettings other =
        ExportSettings.of("tasks", folder.resolve("no").toString())
            .withFormat(ExportSettings.Format.RTTM);
    assertThatThrownBy(() -> new ExportJob(own.context().spark(), warehouse, other).execute())
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("table tasks does not: export segments");
  }

  @Test
  void askingForSpeakersIsAnotherPlan() throws IOException {
    String manifest = manifest("one", one());
    ExtractSettings plain = ExtractSettings.of(manifest);
    String first = new ExtractJob(own.context(), plain).execute().runId();
    RunResult speakers = new ExtractJob(own.context(), plain.withOptions(AUTO)).execute();
    assertThat(speakers.runId()).isNotEqualTo(first);
    assertThat(speakers.skipped()).isZero();
    RunResult again = new ExtractJob(own.context(), plain.withOptions(AUTO)).execute();
    assertThat(again.skipped()).isEqualTo(1);
  }

  @Test
  void anErasedRecordingTakesItsSpeakersAlong() throws IOException {
    RunResult result = extract(AUTO, "zora-7f3c", call(), "one", one());
    compared(result).execute();
    new EraseJob(own.context(), EraseSettings.of(Set.of("zora-7f3c"), Set.of())).execute();
    assertThat(segments(result)).extracting(SegmentRow::recordingId).containsOnly("one");
    assertThat(new VoiceprintTable(warehouse).ofRun(result.runId()))
        .extracting(VoiceprintRow::id)
        .containsExactly("one#0@0");
    assertThat(DiskScan.of(folder.resolve("warehouse"), "zora-7f3c").found()).isEmpty();
  }

  @Test
  void eachSpeakerIsIdentified() throws IOException {
    String awb = Enrollments.newProfile();
    String slt = Enrollments.newProfile();
    Enrollments rows = new Enrollments();
    rows.speech(awb, WavFiles.of(Enrollments.voice("english-awb", 2)));
    rows.speech(awb, WavFiles.of(Enrollments.voice("english-awb", 3)));
    rows.speech(slt, WavFiles.of(Enrollments.voice("english-slt", 2)));
    rows.speech(slt, WavFiles.of(Enrollments.voice("english-slt", 3)));
    EnrollSettings enroll =
        EnrollSettings.of(rows.write(folder)).withUnknown(EnrollmentDecider.Unknown.CREATED);
    enroll = enroll.withListen(Enrollments.ofOneRecording(2));
    assertThat(new EnrollJob(own.context(), enroll).execute().summary().faults()).isEmpty();
    IdentifySettings settings = IdentifySettings.of(manifest("call", call()));
    new IdentifyJob(own.context(), settings.withOptions(AUTO)).execute();
    assertThat(
            TableRows.texts(
                warehouse,
                VoxTable.IDENTIFICATIONS,
                "recording_id",
                "channel_number",
                "speaker_number",
                "identified_profile_id"))
        .containsExactlyInAnyOrder(
            "call 0 0 " + ProfileId.parse(awb).orElseThrow(),
            "call 0 1 " + ProfileId.parse(slt).orElseThrow());
  }

  @Test
  void anEnrollmentOfTwoIsRefusedUnlessAllowed() {
    byte[] two = WavFiles.of(call());
    String profile = Enrollments.newProfile();
    EnrollSettings settings =
        EnrollSettings.of(new Enrollments().speech(profile, two).write(folder))
            .withUnknown(EnrollmentDecider.Unknown.CREATED);
    RunResult refused = new EnrollJob(own.context(), settings).execute();
    assertThat(refused.summary().faults())
        .containsOnly(Map.entry("enrollment.several-speakers", 1L));
    assertThat(answers(refused))
        .containsExactly(
            "{\"error\":{\"code\":\"InvalidRequest\",\"message\":\"The audio seems to have 2"
                + " speakers. Enroll a recording of one.\"}}");
    ListenOptions allowed = ListenOptions.defaults().withSeveralSpeakers(SeveralSpeakers.ALLOW);
    RunResult accepted = new EnrollJob(own.context(), settings.withListen(allowed)).execute();
    assertThat(accepted.summary().faults()).isEmpty();
  }

  private CompareJob compared(RunResult result) {
    String set = "run:" + result.runId();
    return new CompareJob(own.context(), CompareSettings.of(set, set));
  }

  private List<String> answers(RunResult result) {
    return new EnrollmentTable(warehouse)
        .of(result.runId(), 0).stream().map(row -> EnrollmentDocument.of(row).toString()).toList();
  }

  private List<SegmentRow> segments(RunResult result) {
    return new SegmentTable(warehouse, true).ofRun(result.runId());
  }

  private RunResult extract(ExtractOptions options, Object... idsAndSamples) throws IOException {
    return new ExtractJob(
            own.context(), ExtractSettings.of(manifest(idsAndSamples)).withOptions(options))
        .execute();
  }

  private String manifest(Object... idsAndSamples) throws IOException {
    String[] rows = new String[idsAndSamples.length];
    for (int i = 0; i < rows.length; i += 2) {
      Path file = Files.createTempFile(folder, "recording", ".wav");
      Files.write(file, WavFiles.of((float[]) idsAndSamples[i + 1]));
      rows[i] = (String) idsAndSamples[i];
      rows[i + 1] = file.toUri().toString();
    }
    return Manifests.of(folder, rows);
  }

  /** Two voices in turn. */
  private static float[] call() {
    return joined(
        "english-awb-1.wav", "english-slt-4.wav", "english-awb-1.wav", "english-slt-4.wav");
  }

  private static float[] one() {
    return joined("english-awb-1.wav", "english-awb-1.wav");
  }

  private static float[] joined(String... files) {
    float[] all = new float[0];
    for (String file : files) {
      float[] part = WavFiles.samples("voices/" + file.replaceFirst("-\\d.*", "") + "/" + file);
      int before = all.length;
      all = Arrays.copyOf(all, before + part.length);
      System.arraycopy(part, 0, all, before, part.length);
    }
    return all;
  }
}
