package org.voxmatrix.cli.speakers;

import org.voxmatrix.cli.options.DecisionOptions;
import org.voxmatrix.cli.options.ExtractOptionGroup;
import org.voxmatrix.cli.options.ManifestOption;
import org.voxmatrix.cli.options.OperationRetention;
import org.voxmatrix.cli.options.RecordingOptions;
import org.voxmatrix.cli.run.RunCommand;
import org.voxmatrix.cli.terminal.Summary;
import org.voxmatrix.error.Counted;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.decision.DecisionRule;
import org.voxmatrix.jobs.identify.IdentifyJob;
import org.voxmatrix.jobs.identify.IdentifyResult;
import org.voxmatrix.jobs.identify.IdentifySettings;
import org.voxmatrix.ledger.State;
import org.voxmatrix.tables.Warehouse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(name = "identify")
public final class IdentifyCommand extends RunCommand {

  @Option(names = "--profiles", paramLabel = "FILE")
  private String profiles;

  @Option(names = "--ranking", paramLabel = "N", defaultValue = "5")
  private int ranking;

  @Option(names = "--max-profiles", paramLabel = "N")
  private Integer maxProfiles;

  @Option(names = "--wave-items", paramLabel = "N", defaultValue = "20000")
  private int waveItems;

  @Mixin private DecisionOptions decision;
  @Mixin private ManifestOption manifest;
  @Mixin private RecordingOptions recordings;
  @Mixin private ExtractOptionGroup audio;
  @Mixin private OperationRetention retention;

  private DecisionRule rule;

  @Override
  public Integer call() {
    if (ranking < 1) {
      throw new ParameterException(spec.commandLine(), "--ranking must be at least 1");
    }
    rule = decision.rule(spec, null); // Contradictions are told before Spark has started.
    return super.call();
  }

  @Override
  protected int run(JobContext context) {
    IdentifySettings settings =
        IdentifySettings.of(manifest.file)
            .withProfiles(profiles)
            .withModel(model.location())
            .withOptions(audio.options())
            .withThreshold(decision.threshold())
            .withRule(rule)
            .withRanking(ranking)
            .withMaxProfiles(maxProfiles)
            .withAllowedRoots(recordings.allowedRoots)
            .withReach(recordings.reach())
            .withMaxBytes(recordings.maxBytes)
            .withWaveItems(waveItems);
    JobContext own = own(context, manifest.most, retention);
    IdentifyResult result = new IdentifyJob(own, settings).execute();
    return report(
        context.warehouse(), result.run(), page -> summary(page, result, context.warehouse()));
  }

  private void summary(Summary page, IdentifyResult result, Warehouse tables) {
    page.line(
            "recordings",
            "%,d compared with %s, %,d could not be compared",
            result.run().summary().count(State.DONE),
            new Counted(result.profiles(), "profile"),
            result.run().summary().faulty())
        .line("identified", "%,d", result.identified())
        .threshold(
            result.threshold(),
            result.scoreKind(),
            decision.threshold() == null && rule.isOfModel())
        .counts("faults", result.run().summary().faults())
        .setAside(result.setAside())
        .line("tables", "%s: identifications, operations", tables.location());
  }
}
