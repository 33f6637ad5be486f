package org.voxmatrix.cli.voiceprints;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import org.voxmatrix.calibrations.CalibrationRow;
import org.voxmatrix.calibrations.CalibrationTable;
import org.voxmatrix.calibrations.QualityMeasure;
import org.voxmatrix.calibrations.QualityTerm;
import org.voxmatrix.cli.options.JsonOption;
import org.voxmatrix.cli.options.RunIdOption;
import org.voxmatrix.cli.options.TrialOptions;
import org.voxmatrix.cli.run.SparkCommand;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.cli.terminal.Summary;
import org.voxmatrix.error.Counted;
import org.voxmatrix.identity.Json;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.calibrate.CalibrateJob;
import org.voxmatrix.jobs.calibrate.CalibrateSettings;
import org.voxmatrix.tables.Warehouse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "calibrate")
public final class CalibrateCommand extends SparkCommand {

  @Mixin private TrialOptions trials;

  @Option(names = "--prior", paramLabel = "P", defaultValue = "0.5")
  private double prior;

  @Option(names = "--name", paramLabel = "NAME")
  private String name;

  @Option(names = "--quality", paramLabel = "MEASURE", split = ",")
  private List<String> quality = List.of();

  @Option(names = "--list")
  private boolean list;

  @Option(names = "--retire", paramLabel = "ID")
  private String retired;

  @Mixin private RunIdOption runId;
  @Mixin private JsonOption json;

  private CalibrateSettings settings;

  @Override
  public Integer call() {
    if (!list && retired == null) {
      return super.call();
    }
    try (Warehouse tables = warehouse.open()) {
      CalibrationTable table = new CalibrationTable(tables);
      if (retired != null) {
        table.retire(retired);
      }
      if (list) {
        print(table.all());
      }
    }
    return ExitCode.DONE;
  }

  @Override
  protected void check() {
    settings =
        CalibrateSettings.of(trials.settings(spec))
            .withPrior(prior)
            .withName(name)
            .withQuality(quality.stream().map(QualityMeasure::of).toList());
  }

  @Override
  protected int run(JobContext context) {
    print(List.of(new CalibrateJob(context.withRunId(runId.id), settings).execute()));
    return ExitCode.DONE;
  }

  /** What each side adds to the LLR, and where it ends. */
  private static String range(CalibrationRow row) {
    if (row.quality().isEmpty()) {
      return ", for scores from %.4f to %.4f; beyond, the LLR of the last"
          .formatted(row.lowest(), row.highest());
    }
    StringBuilder range = new StringBuilder();
    for (QualityTerm term : row.quality()) {
      range.append(" %+.4f x %s of each side".formatted(term.weight(), term.measure().unit()));
    }
    return range
        .append(
            ", from %.4f to %.4f"
                .formatted(
                    row.calibration().ratio(row.lowest()), row.calibration().ratio(row.highest())))
        .toString();
  }

  private static String withoutQuality(Double cllr) {
    return cllr == null ? "" : " (%.4f without quality)".formatted(cllr);
  }

  private void print(List<CalibrationRow> rows) {
    if (json.json) {
      ArrayNode all = Json.mapper().createArrayNode();
      rows.forEach(row -> all.add(CalibrationTable.document(row)));
      JsonOption.print(spec.commandLine().getOut(), list ? all : all.get(0));
      return;
    }
    Summary summary = new Summary(spec);
    for (CalibrationRow row : rows) {
      summary
          .line(
              "calibration",
              "%s%s%s",
              row.runId(),
              row.name() == null ? "" : " " + row.name(),
              row.retiredAt() == null ? "" : ", retired")
          .line(
              "for",
              "%s",
              row.model() == null
                  ? "scores that were given"
                  : "%s of model %s".formatted(row.scoreKind(), row.model()))
          .line("LLR", "%.4f x score %+.4f%s", row.slope(), row.offset(), range(row))
          .line(
              "trials",
              "%s, %s%s",
              new Counted(row.targets(), "target trial"),
              new Counted(row.nonTargets(), "non-target trial"),
              row.speakers() == null ? "" : " of " + new Counted(row.speakers(), "speaker"))
          .line(
              "Cllr",
              "%.4f before, %.4f after%s; minimum %.4f",
              row.cllr(),
              row.calibratedCllr(),
              withoutQuality(row.withoutQualityCllr()),
              row.minCllr());
      if (row.crossValidatedCllr() != null) {
        summary.line(
            "left out",
            "%.4f%s on speakers that were left out of the fit; minimum %.4f",
            row.crossValidatedCllr(),
            withoutQuality(row.withoutQualityCrossValidatedCllr()),
            row.crossValidatedMinCllr());
      }
    }
  }
}
