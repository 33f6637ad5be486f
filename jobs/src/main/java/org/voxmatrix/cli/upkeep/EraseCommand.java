package org.voxmatrix.cli.upkeep;

import java.util.List;
import org.voxmatrix.cli.options.KeptFor;
import org.voxmatrix.cli.run.SparkCommand;
import org.voxmatrix.cli.settings.Settings;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.cli.terminal.Summary;
import org.voxmatrix.error.Counted;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.erase.EraseJob;
import org.voxmatrix.jobs.erase.EraseResult;
import org.voxmatrix.jobs.erase.EraseSettings;
import org.voxmatrix.jobs.erase.UnknownIds;
import org.voxmatrix.jobs.evaluate.evidence.WrittenReport;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "erase")
public final class EraseCommand extends SparkCommand {

  /** Whom to erase. */
  private static final class Whom {

    @Option(names = "--recording", paramLabel = "ID", descriptionKey = Settings.NOT_A_SETTING)
    private List<String> recordings = List.of();

    @Option(names = "--profile", paramLabel = "ID", descriptionKey = Settings.NOT_A_SETTING)
    private List<String> profiles = List.of();
  }

  @ArgGroup(exclusive = false, multiplicity = "1")
  private Whom whom;

  @Option(names = "--reason", paramLabel = "CODE", descriptionKey = Settings.NOT_A_SETTING)
  private String reason;

  @Option(
      names = "--wait",
      arity = "0..1",
      paramLabel = "TIME",
      fallbackValue = "24h",
      defaultValue = "never",
      converter = KeptFor.Converter.class,
      descriptionKey = Settings.NOT_A_SETTING)
  private KeptFor patience;

  @Option(names = "--if-exists", descriptionKey = Settings.NOT_A_SETTING)
  private boolean ifExists;

  @Override
  public Integer call() {
    warehouse.requireExisting();
    return super.call();
  }

  @Override
  protected int run(JobContext context) {
    EraseSettings settings =
        EraseSettings.of(whom.recordings, whom.profiles)
            .withReason(reason)
            .withPatience(patience.time())
            .withLimits(Settings.of(spec).limits());
    EraseResult result = new EraseJob(context, settings).execute();
    Summary summary = new Summary(spec);
    summary
        .line("run", "%s done in %s", result.runId(), Summary.seconds(result.elapsed()))
        .line(
            "erased",
            "%s, %s",
            new Counted(result.recordings(), "recording"),
            new Counted(result.profiles(), "profile"))
        .line(
            "rows",
            "%,d deleted or changed",
            result.rows().values().stream().mapToLong(n -> n).sum())
        .counts("tables", result.rows())
        .line("orphan files", "%,d deleted", result.orphanFiles());
    reports(result.reports(), summary);
    return result.unknown().isEmpty() ? ExitCode.DONE : unknown(result.unknown(), summary);
  }

  /** Files that are out of reach, but known. */
  private static void reports(List<WrittenReport> reports, Summary summary) {
    if (!reports.isEmpty()) {
      summary.line(
          "reports",
          "%s of evaluations with ids or voices: look into them, and write them anew",
          new Counted(reports.size(), "file"));
    }
    reports.forEach(
        report ->
            summary.line(
                "",
                "%s on %s, %s of evaluation %s",
                report.path(),
                report.host(),
                report.writtenAt(),
                report.runId()));
  }

  /** Whoever gave the ids may see them; no log has them. */
  private int unknown(UnknownIds unknown, Summary summary) {
    summary.line(
        "not found",
        "%s, %s: in no table; kept from coming in",
        new Counted(unknown.recordings().size(), "recording"),
        new Counted(unknown.profiles().size(), "profile"));
    unknown.recordings().stream().sorted().forEach(id -> summary.line("", "recording %s", id));
    unknown.profiles().stream().sorted().forEach(id -> summary.line("", "profile %s", id));
    return ifExists ? ExitCode.DONE : ExitCode.NOT_FOUND;
  }
}
