package org.voxmatrix.cli.options;

import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.voxmatrix.access.Gate;
import org.voxmatrix.cli.settings.Settings;
import org.voxmatrix.cli.terminal.Summary;
import org.voxmatrix.error.Counted;
import org.voxmatrix.jobs.evaluate.report.ErrorAudio;
import org.voxmatrix.jobs.evaluate.report.EvaluationReport;
import org.voxmatrix.jobs.evaluate.report.Report;
import org.voxmatrix.jobs.evaluate.report.ReportFiles;
import org.voxmatrix.jobs.evaluate.report.Reports;
import org.voxmatrix.tables.Warehouse;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where the report of an evaluation goes, if one is wanted. */
public final class ReportOptions {

  @Option(names = "--report", paramLabel = "FILE", descriptionKey = Settings.NOT_A_SETTING)
  private Path page;

  @Option(names = "--plots", paramLabel = "DIR", descriptionKey = Settings.NOT_A_SETTING)
  private Path plots;

  @Option(names = "--listen", descriptionKey = Settings.NOT_A_SETTING)
  private boolean listen;

  @Mixin private AllowedRootsOption recordings;

  private ErrorAudio audio = ErrorAudio.NONE;

  /** Fails where it could not be written. */
  public void check(CommandSpec spec) {
    if (listen && page == null) {
      throw new ParameterException(spec.commandLine(), "--listen needs --report");
    }
    if (isWanted()) {
      files().check();
    }
  }

  /** Fails where one is asked for that there is none of. */
  public void requireNone(CommandSpec spec) {
    if (isWanted() || listen) {
      throw new ParameterException(
          spec.commandLine(), "--report, --plots and --listen are for one system's scores alone");
    }
  }

  /** Fails where voices are asked for that there are none of. */
  public void requireNoVoices(CommandSpec spec) {
    if (listen) {
      throw new ParameterException(
          spec.commandLine(), "--listen is for the worst errors, of which identification has none");
    }
  }

  private boolean isWanted() {
    return page != null || plots != null;
  }

  /** Writes it. */
  public void write(Warehouse tables, String runId, Configuration hadoop) {
    if (!isWanted()) {
      return;
    }
    Report report = Reports.of(tables, runId);
    if (listen && report instanceof EvaluationReport evaluation) {
      Gate gate = Gate.of(recordings.allowedRoots, recordings.reach(), hadoop);
      audio = ErrorAudio.of(tables, evaluation.errors(), gate, hadoop);
    }
    files().write(tables, report, audio);
  }

  /** Says what was written. */
  public void print(Summary summary) {
    if (page != null) {
      summary.line("report", "%s", page);
    }
    if (listen) {
      summary.line(
          "voices",
          "%s in the report, %s could not be read",
          new Counted(audio.uris().size(), "recording"),
          new Counted(audio.missing(), "recording"));
    }
    if (plots != null) {
      summary.line("plots", "%s", plots);
    }
  }

  private ReportFiles files() {
    return new ReportFiles(page, plots);
  }
}
