package org.voxmatrix.cli.models;

import java.util.List;
import java.util.concurrent.Callable;
import org.voxmatrix.cli.options.CommonOptions;
import org.voxmatrix.cli.options.ModelsOption;
import org.voxmatrix.cli.settings.Settings;
import org.voxmatrix.cli.settings.SparkSettings;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.cli.terminal.Summary;
import org.voxmatrix.jobs.models.Catalogue;
import org.voxmatrix.jobs.models.ModelAdd;
import org.voxmatrix.jobs.models.ModelFolder;
import org.voxmatrix.jobs.models.ModelInspection;
import org.voxmatrix.jobs.models.ModelReport;
import org.voxmatrix.session.ModelRef;
import org.voxmatrix.session.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "add")
final class AddCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "A model that 'model list' shows as to add.")
  private String name;

  @Option(
      names = "--python",
      paramLabel = "FILE",
      defaultValue = "python3",
      descriptionKey = Settings.NOT_A_SETTING)
  private String python;

  @Mixin private ModelsOption models;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ModelFolder folder = models.folder();
    Progress progress = common.progress(spec.commandLine().getErr(), List.of());
    boolean added = new ModelAdd(folder, python, progress).execute(Catalogue.read(), name);
    progress.done();
    String location = folder.folder(name).toString();
    ModelReport report =
        ModelInspection.of(ModelRef.files(location, SparkSettings.hadoop()), location, false);
    new ReportPrinter(spec).print(report, false);
    new Summary(spec)
        .line(
            added ? "added" : "there",
            "%s: --model %s uses it, and 'model = %s' in voxmatrix.conf makes it the default of all jobs",
            name,
            name,
            name);
    return report.agrees() ? ExitCode.DONE : ExitCode.BAD_INPUT;
  }
}
