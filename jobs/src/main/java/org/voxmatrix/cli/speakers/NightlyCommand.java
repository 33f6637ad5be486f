package org.voxmatrix.cli.speakers;

import java.time.LocalDate;
import java.util.List;
import org.voxmatrix.cli.options.DecisionOptions;
import org.voxmatrix.cli.options.ExtractOptionGroup;
import org.voxmatrix.cli.options.ModelOption;
import org.voxmatrix.cli.options.OperationRetention;
import org.voxmatrix.cli.options.RecordingOptions;
import org.voxmatrix.cli.options.StrictOption;
import org.voxmatrix.cli.run.SparkCommand;
import org.voxmatrix.cli.settings.Settings;
import org.voxmatrix.cli.terminal.Summary;
import org.voxmatrix.error.Counted;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.decision.DecisionRule;
import org.voxmatrix.jobs.identify.IdentifyResult;
import org.voxmatrix.jobs.identify.IdentifySettings;
import org.voxmatrix.jobs.nights.NightlyJob;
import org.voxmatrix.jobs.nights.NightlyResult;
import org.voxmatrix.jobs.nights.NightlySettings;
import org.voxmatrix.ledger.State;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "nightly")
public final class NightlyCommand extends SparkCommand {

  @Option(names = "--recordings", paramLabel = "DIR|GLOB|FILE.csv", required = true)
  private String recordings;

  @Option(names = "--profiles", paramLabel = "FILE")
  private String profiles;

  @Option(names = "--folder", paramLabel = "DIR", defaultValue = "nights")
  private String folder;

  @Option(names = "--alerts-per-night", paramLabel = "N")
  private Double alertsPerNight;

  @Option(names = "--night", paramLabel = "DATE", descriptionKey = Settings.NOT_A_SETTING)
  private LocalDate night;

  @Mixin private DecisionOptions decision;
  @Mixin private RecordingOptions limits;
  @Mixin private ExtractOptionGroup audio;
  @Mixin private ModelOption model;
  @Mixin private OperationRetention retention;
  @Mixin private StrictOption strict;

  private DecisionRule rule;

  @Override
  public Integer call() {
    rule = decision.rule(spec, alertsPerNight); // Contradictions are told before Spark has started.
    return super.call();
  }

  @Override
  protected int run(JobContext context) {
    IdentifySettings identification =
        IdentifySettings.of(null)
            .withProfiles(profiles)
            .withModel(model.location())
            .withOptions(audio.options())
            .withThreshold(decision.threshold())
            .withRule(rule)
            .withAllowedRoots(limits.allowedRoots)
            .withReach(limits.reach())
            .withMaxBytes(limits.maxBytes);
    NightlySettings settings =
        NightlySettings.of(recordings, folder).withIdentification(identification).withNight(night);
    JobContext own = context.withOperationsKept(retention.kept.time());
    List<NightlyResult> nights = new NightlyJob(own, settings).execute();
    Summary summary = new Summary(spec);
    long faulty = 0;
    for (NightlyResult result : nights) {
      summary
          .line("night", "%s done in %s", result.night(), Summary.seconds(result.elapsed()))
          .line("recordings", "%,d, %,d of them new", result.recordings(), result.fresh());
      if (result.found() != null) {
        faulty += summary(summary, result.found(), result.alerts());
      }
    }
    summary.line("tables", "%s: alerts, identifications", context.warehouse().location());
    return strict.code(faulty);
  }

  /** Says what was found; the number of recordings that could not be compared. */
  private long summary(Summary summary, IdentifyResult found, long alerts) {
    long faulty = found.run().summary().faulty();
    summary
        .line(
            "compared",
            "%,d with %s, %,d could not be compared",
            found.run().summary().count(State.DONE),
            new Counted(found.profiles(), "profile"),
            faulty)
        .counts("faults", found.run().summary().faults())
        .setAside(found.setAside())
        .threshold(
            found.threshold(), found.scoreKind(), decision.threshold() == null && rule.isOfModel())
        .line("alerts", "%,d", alerts)
        .line("run", "%s", found.run().runId());
    return faulty;
  }
}
