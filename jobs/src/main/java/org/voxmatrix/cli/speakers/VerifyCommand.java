package org.voxmatrix.cli.speakers;

import java.util.concurrent.Callable;
import org.voxmatrix.cli.options.CommonOptions;
import org.voxmatrix.cli.options.JsonOption;
import org.voxmatrix.cli.options.ListenOptionGroup;
import org.voxmatrix.cli.options.ModelOption;
import org.voxmatrix.cli.options.OperationRetention;
import org.voxmatrix.cli.options.RunIdOption;
import org.voxmatrix.cli.options.StrictOption;
import org.voxmatrix.cli.options.WarehouseOption;
import org.voxmatrix.cli.run.SparkJob;
import org.voxmatrix.cli.terminal.Summary;
import org.voxmatrix.jobs.status.RunDocument;
import org.voxmatrix.jobs.verify.VerifyJob;
import org.voxmatrix.jobs.verify.VerifyResult;
import org.voxmatrix.ledger.State;
import org.voxmatrix.session.Sessions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "verify",
    header = "Say whether recordings are of the profiles that they claim to be.",
    description = {
      "",
      "Columns of the manifest: recording_id, uri or content, profile_id (the claim), and perhaps"
          + " pass_phrase. A text-dependent profile is accepted by its voice and by its phrase, a"
          + " text-independent one by its voice. Results go to table verifications; each has an"
          + " operation.%n"
    },
    footer = {
      "",
      "Examples:",
      "  voxmatrix verify --manifest claims.parquet",
      "  voxmatrix verify --manifest claims.parquet --threshold 0.6 --json"
    })
public final class VerifyCommand implements Callable<Integer> {

  @Option(
      names = {"-m", "--manifest"},
      paramLabel = "FILE",
      required = true,
      description = "Parquet file, folder or glob with the claims; see manifest.")
  private String manifest;

  @Option(
      names = "--threshold",
      paramLabel = "SCORE",
      description = "Least score of an accepted claim. Default: the model's band low.")
  private Double threshold;

  @Option(
      names = "--wave-items",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Recordings committed at once: what a crash can cost. Default: 2000.")
  private int waveItems;

  @Mixin private ListenOptionGroup listen;
  @Mixin private ModelOption model;
  @Mixin private RunIdOption runId;
  @Mixin private OperationRetention retention;
  @Mixin private WarehouseOption warehouse;
  @Mixin private StrictOption strict;
  @Mixin private JsonOption json;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return new SparkJob(spec, common, warehouse).run(this::run);
  }

  private int run(Sessions sessions) {
    VerifyResult result =
        new VerifyJob(sessions.spark(), sessions.warehouse())
            .manifest(manifest)
            .listen(listen.options(model.folder))
            .threshold(threshold)
            .waveItems(waveItems)
            .runId(runId.id)
            .operationsKept(retention.kept.time())
            .trace(common.trace())
            .progress(common.progress(spec.commandLine().getErr()))
            .execute();
    if (json.json) {
      JsonOption.print(
          spec.commandLine().getOut(), new RunDocument(sessions.warehouse()).of(result.runId()));
    } else {
      long decided = result.summary().count(State.DONE);
      new Summary(spec)
          .line("run", "%s done in %s", result.runId(), Summary.seconds(result.elapsed()))
          .line(
              "claims",
              "%,d accepted, %,d not; %,d could not be decided",
              result.accepted(),
              decided - result.accepted(),
              result.summary().count(State.REJECTED) + result.summary().count(State.FAILED))
          .counts("faults", result.summary().faults())
          .line("tables", "%s: verifications, operations", sessions.warehouse().location());
    }
    return strict.code(
        result.summary().count(State.REJECTED) + result.summary().count(State.FAILED));
  }
}
