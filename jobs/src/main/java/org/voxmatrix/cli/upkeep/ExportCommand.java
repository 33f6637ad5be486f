package org.voxmatrix.cli.upkeep;

import org.apache.spark.sql.SaveMode;
import org.voxmatrix.cli.run.SparkCommand;
import org.voxmatrix.cli.settings.Settings;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.cli.terminal.Summary;
import org.voxmatrix.error.Counted;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.export.ExportJob;
import org.voxmatrix.jobs.export.ExportSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "export")
public final class ExportCommand extends SparkCommand {

  @Parameters(paramLabel = "TABLE", description = "A table's name, scores or retry.")
  private String table;

  @Option(names = "--run", paramLabel = "ID", descriptionKey = Settings.NOT_A_SETTING)
  private String run;

  @Option(names = "--format", paramLabel = "parquet|csv|json|rttm", defaultValue = "parquet")
  private ExportSettings.Format format;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      required = true)
  private String out;

  @Option(names = "--csv-safe")
  private boolean csvSafe;

  @Option(names = "--overwrite")
  private boolean overwrite;

  @Override
  protected int run(JobContext context) {
    ExportSettings settings =
        new ExportSettings(
            table,
            out,
            run,
            format,
            csvSafe,
            overwrite ? SaveMode.Overwrite : SaveMode.ErrorIfExists);
    long rows = new ExportJob(context.spark(), context.warehouse(), settings).execute();
    new Summary(spec).line("exported", "%s of %s to %s", new Counted(rows, "row"), table, out);
    return ExitCode.DONE;
  }
}
