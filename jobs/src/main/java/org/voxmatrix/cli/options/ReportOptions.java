package org.voxmatrix.cli.options;

import java.nio.file.Path;
import org.voxmatrix.cli.settings.Settings;
import org.voxmatrix.cli.terminal.Summary;
import org.voxmatrix.jobs.evaluate.report.EvaluationReport;
import org.voxmatrix.jobs.evaluate.report.ReportFiles;
import org.voxmatrix.tables.Warehouse;
import picocli.CommandLine.Option;

/** Where the report of an evaluation goes, if one is wanted. */
public final class ReportOptions {

  @Option(names = "--report", paramLabel = "FILE", descriptionKey = Settings.NOT_A_SETTING)
  private Path page;

  @Option(names = "--plots", paramLabel = "DIR", descriptionKey = Settings.NOT_A_SETTING)
  private Path plots;

  /** Fails where it could not be written. */
  public void check() {
    if (page != null || plots != null) {
      files().check();
    }
  }

  /** Writes it. */
  public void write(Warehouse tables, String runId) {
    if (page != null || plots != null) {
      files().write(tables, EvaluationReport.of(tables, runId), id -> null);
    }
  }

  /** Says what was written. */
  public void print(Summary summary) {
    if (page != null) {
      summary.line("report", "%s", page);
    }
    if (plots != null) {
      summary.line("plots", "%s", plots);
    }
  }

  private ReportFiles files() {
    return new ReportFiles(page, plots);
  }
}
