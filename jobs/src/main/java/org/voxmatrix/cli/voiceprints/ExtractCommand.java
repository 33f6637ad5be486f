package org.voxmatrix.cli.voiceprints;

import java.time.Instant;
import org.voxmatrix.cli.options.ExtractOptionGroup;
import org.voxmatrix.cli.options.ManifestOption;
import org.voxmatrix.cli.options.RecordingOptions;
import org.voxmatrix.cli.options.RepeatOption;
import org.voxmatrix.cli.options.WaveItemsOption;
import org.voxmatrix.cli.run.RunCommand;
import org.voxmatrix.cli.settings.Settings;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.cli.terminal.Summary;
import org.voxmatrix.error.Counted;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.RunResult;
import org.voxmatrix.jobs.extract.ExtractEstimate;
import org.voxmatrix.jobs.extract.ExtractJob;
import org.voxmatrix.jobs.extract.ExtractSettings;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.tables.Warehouse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "extract")
public final class ExtractCommand extends RunCommand {

  @Mixin private ManifestOption manifest;
  @Mixin private RecordingOptions recordings;
  @Mixin private ExtractOptionGroup audio;
  @Mixin private RepeatOption again;
  @Mixin private WaveItemsOption wave;

  @Option(names = "--retry-failed", paramLabel = "RUN", descriptionKey = Settings.NOT_A_SETTING)
  private String retryFailed;

  @Option(names = "--limit", paramLabel = "N")
  private Long limit;

  @Option(names = "--dry-run")
  private boolean dryRun;

  @Option(names = "--wave-bytes", paramLabel = "N", defaultValue = "4294967296")
  private long waveBytes;

  @Override
  protected int run(JobContext context) {
    ExtractSettings settings =
        ExtractSettings.of(manifest.file)
            .withModel(model.location())
            .withOptions(audio.options())
            .withRepeat(again.repeat())
            .withRetryOf(retryFailed)
            .withLimit(limit)
            .withAllowedRoots(recordings.allowedRoots)
            .withReach(recordings.reach())
            .withMaxBytes(recordings.maxBytes)
            .withWaveItems(wave.items)
            .withWaveBytes(waveBytes);
    ExtractJob job =
        new ExtractJob(context.withMaxItems(manifest.most.items).withRunId(runId.id), settings);
    return dryRun ? estimate(job.estimate()) : summary(job.execute(), context.warehouse());
  }

  private int estimate(ExtractEstimate estimate) {
    Summary summary = new Summary(spec);
    summary
        .line("recordings", "%,d to do, %,d already done", estimate.items(), estimate.skipped())
        .line("waves", "%,d", estimate.waves())
        .line(
            "audio files",
            "%s%s",
            Summary.bytes(estimate.bytes()),
            estimate.unknownSizes() == 0
                ? ""
                : ", and %,d of unknown size".formatted(estimate.unknownSizes()));
    if (estimate.time() != null) {
      summary.line(
          "time",
          "about %s here, from a trial of %s",
          Summary.seconds(estimate.time()),
          new Counted(estimate.sampled(), "recording"));
    }
    return ExitCode.DONE;
  }

  private int summary(RunResult result, Warehouse tables) {
    return report(
        tables,
        result,
        page ->
            page.outcomes("recordings", "done", result)
                .line("audio", "%s", audio(result, tables))
                .line("tables", "%s: voiceprints, tasks", tables.location())
                .next(warehouse.arguments(), "compare", "--a", "run:" + result.runId(), "--self"));
  }

  /** The rate is that of a run which this process did from its beginning. */
  private static String audio(RunResult result, Warehouse tables) {
    double audio = result.summary().audioSeconds();
    Instant start = Instant.now().minus(result.elapsed());
    boolean whole =
        new Ledger(tables)
            .run(result.runId())
            .filter(run -> run.createdAt().isAfter(start))
            .isPresent();
    String hours = "%.2f h".formatted(audio / 3600);
    return whole && audio > 0
        ? hours + ", %,.1f times real time".formatted(audio * 1000 / result.elapsed().toMillis())
        : hours;
  }
}
