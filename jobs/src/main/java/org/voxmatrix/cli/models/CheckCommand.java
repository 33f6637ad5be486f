package org.voxmatrix.cli.models;

import java.util.concurrent.Callable;
import org.voxmatrix.cli.options.CommonOptions;
import org.voxmatrix.cli.options.ModelsOption;
import org.voxmatrix.cli.settings.Settings;
import org.voxmatrix.cli.settings.SparkSettings;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.jobs.models.ModelInspection;
import org.voxmatrix.jobs.models.ModelNames;
import org.voxmatrix.jobs.models.ModelReport;
import org.voxmatrix.session.ModelRef;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "check")
final class CheckCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "MODEL",
      description = "A model's name or folder. Default: the default model.")
  private String model;

  @Option(names = "--json", descriptionKey = Settings.NOT_A_SETTING)
  private boolean json;

  @Mixin private ModelsOption models;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    String location = ModelNames.find(model, models.folder());
    ModelReport report =
        ModelInspection.of(
            ModelRef.files(location, SparkSettings.hadoop()),
            ModelRef.isBundled(location) ? "comes with Voxmatrix" : location,
            ModelRef.isBundled(location));
    new ReportPrinter(spec).print(report, json);
    return report.agrees() ? ExitCode.DONE : ExitCode.BAD_INPUT;
  }
}
