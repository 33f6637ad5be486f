package org.voxmatrix.jobs.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.voxmatrix.extract.ExtractOptions;
import org.voxmatrix.extract.MinQuality;
import org.voxmatrix.extract.MinQuality.Measure;
import org.voxmatrix.fixtures.InOwnWarehouse;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.WavFiles;
import org.voxmatrix.jobs.evaluate.EvaluateJob;
import org.voxmatrix.jobs.evaluate.EvaluateResult;
import org.voxmatrix.jobs.evaluate.EvaluateSettings;
import org.voxmatrix.jobs.evaluate.TrialChoice;
import org.voxmatrix.jobs.evaluate.metric.Metric;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.TaskRow;

/** Quality of channels, from extraction to evaluation, and what is asked of it. */
class QualityJobTest extends InOwnWarehouse {

  private static final ExtractOptions LOUD =
      ExtractOptions.DEFAULT.withMinQuality(MinQuality.of(Map.of(Measure.LEVEL, -40.0)));

  @Test
  void qualityIsInTheTableAndScoresAreEvaluatedByIt() throws IOException {
    String run = new ExtractJob(own.context(), ExtractSettings.of(recordings())).execute().runId();

    List<VoiceprintRow> rows = new VoiceprintTable(warehouse).ofRun(run);
    assertThat(rows).hasSize(4);
    for (VoiceprintRow row : rows) {
      assertThat(row.levelDb())
          .isBetween(
              row.id().contains("quiet") ? -60.0 : -25.0,
              row.id().contains("quiet") ? -40.0 : -10.0);
      assertThat(row.clippedShare()).isZero();
      assertThat(row.bandLimitHz()).isBetween(7_000, 8_000);
    }
    Path labels =
        Files.writeString(
            folder.resolve("labels.csv"),
            "id,speaker\nawb#0,awb\nawb-quiet#0,awb\nslt#0,slt\nslt-quiet#0,slt\n");
    EvaluateResult result =
        new EvaluateJob(
                own.context(),
                EvaluateSettings.of(
                        TrialChoice.ofSets("run:" + run, "run:" + run, labels.toString()))
                    .withBy(List.of("level", "band")))
            .execute();
    assertThat(result.metrics().ofConditions(Metric.Kind.EER))
        .extracting(rate -> rate.conditionBy() + ": " + rate.condition())
        .contains("level: under -40 dB x -20 dB and more", "band: 6500 Hz and more");
  }

  @Test
  void whatIsOfLowQualityHasNoVoiceprint() throws IOException {
    String manifest = recordings();
    String run =
        new ExtractJob(own.context(), ExtractSettings.of(manifest).withOptions(LOUD))
            .execute()
            .runId();

    assertThat(new VoiceprintTable(warehouse).ofRun(run))
        .extracting(VoiceprintRow::recordingId)
        .containsExactlyInAnyOrder("awb", "slt");
    assertThat(new Ledger(warehouse).tasks(run))
        .filteredOn(task -> task.itemId().endsWith("quiet"))
        .extracting(TaskRow::fault)
        .containsExactly("audio.low-quality", "audio.low-quality");
    // Other bounds are other work.
    String all = new ExtractJob(own.context(), ExtractSettings.of(manifest)).execute().runId();
    assertThat(new VoiceprintTable(warehouse).ofRun(all)).hasSize(4);
  }

  private String recordings() throws IOException {
    return Manifests.of(
        folder,
        "awb",
        written("english-awb/english-awb-1.wav", 1),
        "awb-quiet",
        written("english-awb/english-awb-2.wav", 0.02f),
        "slt",
        written("english-slt/english-slt-4.wav", 1),
        "slt-quiet",
        written("english-slt/english-slt-1.flac", 0.02f));
  }

  private String written(String voice, float gain) throws IOException {
    float[] samples = WavFiles.samples("voices/" + voice);
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= gain;
    }
    Path file = Files.createTempFile(folder, "recording", ".wav");
    Files.write(file, WavFiles.of(samples));
    return file.toUri().toString();
  }
}
