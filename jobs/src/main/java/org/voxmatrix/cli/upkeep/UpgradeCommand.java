package org.voxmatrix.cli.upkeep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.voxmatrix.cli.options.ExtractOptionGroup;
import org.voxmatrix.cli.options.JsonOption;
import org.voxmatrix.cli.options.ModelOption;
import org.voxmatrix.cli.options.RecordingOptions;
import org.voxmatrix.cli.options.RunIdOption;
import org.voxmatrix.cli.options.StrictOption;
import org.voxmatrix.cli.options.WaveItemsOption;
import org.voxmatrix.cli.run.SparkCommand;
import org.voxmatrix.cli.settings.Settings;
import org.voxmatrix.cli.settings.SparkSettings;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.cli.terminal.Summary;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.identity.Json;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.evaluate.report.ErrorAudio;
import org.voxmatrix.jobs.evaluate.report.ReportFiles;
import org.voxmatrix.jobs.models.ModelNames;
import org.voxmatrix.jobs.upgrade.AgreementReport;
import org.voxmatrix.jobs.upgrade.AgreementTable;
import org.voxmatrix.jobs.upgrade.LeftRow;
import org.voxmatrix.jobs.upgrade.ModelSwitch;
import org.voxmatrix.jobs.upgrade.UpgradeJob;
import org.voxmatrix.jobs.upgrade.UpgradeResult;
import org.voxmatrix.jobs.upgrade.UpgradeSettings;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.session.ModelRef;
import org.voxmatrix.tables.Warehouse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(name = "upgrade")
public final class UpgradeCommand extends SparkCommand {

  /** To the model of the upgrade. */
  private static final String TO_MODEL = "";

  private static final String MODEL = "--model";

  @Option(names = "--from", paramLabel = "MODEL", descriptionKey = Settings.NOT_A_SETTING)
  private String from;

  @Option(
      names = "--switch",
      arity = "0..1",
      paramLabel = "MODEL",
      fallbackValue = TO_MODEL,
      descriptionKey = Settings.NOT_A_SETTING)
  private String switchTo;

  @Option(names = "--folder", paramLabel = "DIR", defaultValue = "upgrade")
  private String folder;

  @Option(names = "--labels", paramLabel = "COLUMN|FILE", descriptionKey = Settings.NOT_A_SETTING)
  private String labels;

  @Option(names = "--sample", paramLabel = "N", defaultValue = "1000")
  private int sample;

  @Option(names = "--report", paramLabel = "FILE", descriptionKey = Settings.NOT_A_SETTING)
  private Path page;

  @Mixin private ModelOption model;
  @Mixin private RecordingOptions recordings;
  @Mixin private ExtractOptionGroup audio;
  @Mixin private WaveItemsOption wave;
  @Mixin private RunIdOption runId;
  @Mixin private StrictOption strict;
  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    warehouse.requireExisting();
    boolean named = spec.commandLine().getParseResult().hasMatchedOption(MODEL);
    if (switchTo != null && !switchTo.equals(TO_MODEL)) {
      if (named) {
        throw new ParameterException(
            spec.commandLine(),
            "--switch MODEL switches and does no more: leave --model out, or the name after --switch");
      }
      try (Warehouse tables = warehouse.open()) {
        turn(tables, switchTo);
      }
      return ExitCode.DONE;
    }
    if (model.given() == null) {
      throw new ParameterException(
          spec.commandLine(), "give --model, the model to upgrade to, or --switch MODEL alone");
    }
    return super.call();
  }

  @Override
  protected void check() {
    if (page != null) {
      files().check();
    }
  }

  private ReportFiles files() {
    return new ReportFiles(page, null);
  }

  @Override
  protected int run(JobContext context) {
    UpgradeSettings settings =
        UpgradeSettings.to(model.location(), folder)
            .withFrom(ModelNames.find(from, model.added()))
            .withFromName(from == null ? null : model.lasting(from))
            .withAdded(model.added())
            .withOptions(audio.options())
            .withLimits(Settings.of(spec).limits())
            .withAllowedRoots(recordings.allowedRoots)
            .withReach(recordings.reach())
            .withMaxBytes(recordings.maxBytes)
            .withWaveItems(wave.items)
            .withLabels(labels)
            .withSample(sample);
    UpgradeResult result = new UpgradeJob(context.withRunId(runId.id), settings).execute();
    if (page != null) {
      files().write(context.warehouse(), new AgreementReport(result), ErrorAudio.NONE);
    }
    if (json.json) {
      JsonOption.print(spec.commandLine().getOut(), document(result));
    } else {
      summary(result, context.warehouse());
    }
    if (switchTo != null) {
      turn(context.warehouse(), model.given());
    }
    return strict.code(result.left().size());
  }

  private void summary(UpgradeResult result, Warehouse tables) {
    Summary summary = new Summary(spec);
    summary
        .line("run", "%s done in %s", result.run().runId(), Summary.seconds(result.run().elapsed()))
        .line("models", "%s to %s", result.former(), result.next())
        .line("recordings", "%,d extracted again", result.recordings())
        .line("profiles", "%,d made again", result.profiles());
    for (LeftRow.Kind kind : LeftRow.Kind.values()) {
      summary.counts(kind.word() + "s left", result.left(kind));
    }
    new AgreementReport(result).lines().forEach((name, line) -> summary.line(name, "%s", line));
    summary.line("tables", "%s: voiceprints, profiles, upgrade_left", tables.location());
    if (page != null) {
      summary.line("report", "%s", page);
    }
    if (switchTo == null) {
      summary.next(warehouse.arguments(), "upgrade", "--switch", model.given());
    }
  }

  private static ObjectNode document(UpgradeResult result) {
    ObjectNode document = Json.mapper().createObjectNode();
    document.put("runId", result.run().runId());
    document.put("former", result.former()).put("next", result.next());
    document.put("recordings", result.recordings()).put("profiles", result.profiles());
    ObjectNode left = document.putObject("left");
    for (LeftRow.Kind kind : LeftRow.Kind.values()) {
      ObjectNode faults = left.putObject(kind.word() + "s");
      result.left(kind).forEach(faults::put);
    }
    document.set("agreement", AgreementTable.document(result.agreement()));
    return document;
  }

  /** Switches, and says so. */
  private void turn(Warehouse tables, String name) {
    ModelBundle bundle =
        ModelRef.bundle(ModelNames.find(name, model.added()), SparkSettings.hadoop());
    ModelSwitch.Switched switched = new ModelSwitch(tables).execute(bundle, model.lasting(name));
    Summary summary = new Summary(spec);
    summary.line(
        "in use",
        "%s%s",
        switched.now().location(),
        switched.before() == null
            ? ""
            : switched.before() == switched.now()
                ? ", as before"
                : ", before " + switched.before().location());
    setting(bundle, summary);
  }

  /** A setting that names a model comes before the model in use. */
  private void setting(ModelBundle bundle, Summary summary) {
    Settings.of(spec)
        .origin(spec.findOption(MODEL))
        .ifPresent(
            origin -> {
              String set = Settings.of(spec).defaultValue(spec.findOption(MODEL));
              try {
                if (set != null && !isSame(set, bundle)) {
                  summary.line(
                      "note", "the setting model = %s (%s) comes first: remove it", set, origin);
                }
              } catch (RequestException absent) {
                summary.line(
                    "note", "the setting model = %s (%s): %s", set, origin, absent.getMessage());
              }
            });
  }

  private boolean isSame(String name, ModelBundle bundle) {
    return ModelRef.bundle(ModelNames.find(name, model.added()), SparkSettings.hadoop())
        .fingerprintHex()
        .equals(bundle.fingerprintHex());
  }
}
