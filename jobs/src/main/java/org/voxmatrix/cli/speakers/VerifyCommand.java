package org.voxmatrix.cli.speakers;

import org.voxmatrix.cli.options.JsonOption;
import org.voxmatrix.cli.options.ListenOptionGroup;
import org.voxmatrix.cli.options.ManifestOption;
import org.voxmatrix.cli.options.ModelOption;
import org.voxmatrix.cli.options.OperationRetention;
import org.voxmatrix.cli.options.RunIdOption;
import org.voxmatrix.cli.options.StrictOption;
import org.voxmatrix.cli.options.WaveItemsOption;
import org.voxmatrix.cli.run.SparkCommand;
import org.voxmatrix.cli.terminal.Summary;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.status.RunDocument;
import org.voxmatrix.jobs.verify.VerifyJob;
import org.voxmatrix.jobs.verify.VerifyResult;
import org.voxmatrix.jobs.verify.VerifySettings;
import org.voxmatrix.ledger.State;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "verify",
    header = "Check that recordings belong to the profiles they claim.",
    description = {
      "",
      "Columns of the manifest: recording_id, uri or content, profile_id (the claim), and optionally pass_phrase. A text-dependent profile is accepted by voice and phrase, a text-independent one by voice alone. Results go to table verifications; each has an"
          + " operation.%n"
    },
    footer = {
      "",
      "Examples:",
      "  voxmatrix verify --manifest claims.parquet",
      "  voxmatrix verify --manifest claims.parquet --threshold 0.6 --json"
    })
public final class VerifyCommand extends SparkCommand {

  @Option(
      names = "--threshold",
      paramLabel = "SCORE",
      description = "Minimum score to accept a claim. Default: the model's score band low.")
  private Double threshold;

  @Mixin private ManifestOption manifest;
  @Mixin private ListenOptionGroup listen;
  @Mixin private ModelOption model;
  @Mixin private WaveItemsOption wave;
  @Mixin private RunIdOption runId;
  @Mixin private OperationRetention retention;
  @Mixin private StrictOption strict;
  @Mixin private JsonOption json;

  @Override
  protected int run(JobContext context) {
    VerifySettings settings =
        VerifySettings.of(manifest.file)
            .withListen(listen.options(model.folder))
            .withThreshold(threshold)
            .withWaveItems(wave.items);
    JobContext own = context.withRunId(runId.id).withOperationsKept(retention.kept.time());
    VerifyResult result = new VerifyJob(own, settings).execute();
    if (json.json) {
      JsonOption.print(
          spec.commandLine().getOut(), new RunDocument(context.warehouse()).of(result.runId()));
    } else {
      long decided = result.summary().count(State.DONE);
      new Summary(spec)
          .line("run", "%s done in %s", result.runId(), Summary.seconds(result.elapsed()))
          .line(
              "claims",
              "%,d accepted, %,d rejected; %,d undecided",
              result.accepted(),
              decided - result.accepted(),
              result.summary().count(State.REJECTED) + result.summary().count(State.FAILED))
          .counts("faults", result.summary().faults())
          .line("tables", "%s: verifications, operations", context.warehouse().location());
    }
    return strict.code(
        result.summary().count(State.REJECTED) + result.summary().count(State.FAILED));
  }
}
