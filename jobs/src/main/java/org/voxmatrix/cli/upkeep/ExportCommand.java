package org.voxmatrix.cli.upkeep;

import java.util.concurrent.Callable;
import org.apache.spark.sql.SaveMode;
import org.voxmatrix.cli.options.CommonOptions;
import org.voxmatrix.cli.options.WarehouseOption;
import org.voxmatrix.cli.run.SparkJob;
import org.voxmatrix.cli.settings.Settings;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.cli.terminal.Summary;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.export.ExportJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "export",
    header = "Write a table, or one run's rows of it, as plain files.",
    description = {
      "",
      "A table is voiceprints, tasks, runs or any other; scores gives a row id_a, id_b, score for"
          + " each pair of a comparison; retry gives a manifest of what a run rejected or failed to"
          + " do. CSV has Base64 for binary columns and JSON for maps.%n"
    },
    footer = {
      "",
      "Examples:",
      "  voxmatrix export scores --run RUN --format csv --out scores",
      "  voxmatrix export hits --run RUN --format csv --out hits",
      "  voxmatrix export voiceprints --out voiceprints.parquet",
      "  voxmatrix export retry --run RUN --out retry.parquet"
    })
public final class ExportCommand implements Callable<Integer> {

  @Parameters(paramLabel = "TABLE", description = "A table's name, scores or retry.")
  private String table;

  @Option(
      names = "--run",
      paramLabel = "ID",
      descriptionKey = Settings.NOT_A_SETTING,
      description = "Only the rows of that run. Default: all.")
  private String run;

  @Option(
      names = "--format",
      paramLabel = "parquet|csv|json",
      defaultValue = "parquet",
      description = "What to write. Default: parquet.")
  private ExportJob.Format format;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      required = true,
      description = "Folder or URI to write into.")
  private String out;

  @Option(
      names = "--overwrite",
      negatable = true,
      fallbackValue = "true",
      description = "Replace a folder that is there already.")
  private boolean overwrite;

  @Mixin private WarehouseOption warehouse;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return new SparkJob(spec, common, warehouse).run(this::run);
  }

  private int run(JobContext context) {
    long rows =
        new ExportJob(context.spark(), context.warehouse())
            .what(table)
            .run(run)
            .format(format)
            .mode(overwrite ? SaveMode.Overwrite : SaveMode.ErrorIfExists)
            .to(out);
    new Summary(spec).line("exported", "%,d rows of %s to %s", rows, table, out);
    return ExitCode.DONE;
  }
}
