package org.voxmatrix.cli.speakers;

import org.voxmatrix.cli.options.DecisionOptions;
import org.voxmatrix.cli.options.ListenOptionGroup;
import org.voxmatrix.cli.options.ManifestOption;
import org.voxmatrix.cli.options.OperationRetention;
import org.voxmatrix.cli.options.WaveItemsOption;
import org.voxmatrix.cli.run.RunCommand;
import org.voxmatrix.cli.terminal.Summary;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.decision.DecisionRule;
import org.voxmatrix.jobs.verify.VerifyJob;
import org.voxmatrix.jobs.verify.VerifyResult;
import org.voxmatrix.jobs.verify.VerifySettings;
import org.voxmatrix.ledger.State;
import org.voxmatrix.tables.Warehouse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "verify")
public final class VerifyCommand extends RunCommand {

  @Mixin private DecisionOptions decision;
  @Mixin private ManifestOption manifest;
  @Mixin private ListenOptionGroup listen;
  @Mixin private WaveItemsOption wave;
  @Mixin private OperationRetention retention;

  private DecisionRule rule;

  @Override
  public Integer call() {
    rule = decision.rule(spec, null); // Contradictions are told before Spark has started.
    return super.call();
  }

  @Override
  protected int run(JobContext context) {
    VerifySettings settings =
        VerifySettings.of(manifest.file)
            .withListen(listen.options(model.location()))
            .withThreshold(decision.threshold())
            .withRule(rule)
            .withWaveItems(wave.items);
    JobContext own = own(context, manifest.most, retention);
    VerifyResult result = new VerifyJob(own, settings).execute();
    return report(
        context.warehouse(), result.run(), page -> summary(page, result, context.warehouse()));
  }

  private static void summary(Summary page, VerifyResult result, Warehouse tables) {
    page.line(
        "claims",
        "%,d accepted, %,d rejected; %,d undecided",
        result.accepted(),
        result.run().summary().count(State.DONE) - result.accepted(),
        result.run().summary().faulty());
    if (result.replays() > 0) {
      page.line(
          "replays", "%,d suspected: copies of what is enrolled in the profile", result.replays());
    }
    page.counts("faults", result.run().summary().faults())
        .line("tables", "%s: verifications, operations", tables.location());
  }
}
