package org.voxmatrix.cli.voiceprints;

import java.util.List;
import org.voxmatrix.cli.options.JsonOption;
import org.voxmatrix.cli.options.ReportOptions;
import org.voxmatrix.cli.options.RunIdOption;
import org.voxmatrix.cli.options.TrialOptions;
import org.voxmatrix.cli.run.SparkCommand;
import org.voxmatrix.cli.settings.Settings;
import org.voxmatrix.cli.settings.SparkSettings;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.cli.terminal.Summary;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.compare.CalibrationChoice;
import org.voxmatrix.jobs.evaluate.EvaluateJob;
import org.voxmatrix.jobs.evaluate.EvaluateResult;
import org.voxmatrix.jobs.evaluate.EvaluateSettings;
import org.voxmatrix.jobs.evaluate.Evaluation;
import org.voxmatrix.jobs.evaluate.EvaluationTable;
import org.voxmatrix.jobs.evaluate.metric.MetricTable;
import org.voxmatrix.jobs.evaluate.openset.OpenSetJob;
import org.voxmatrix.jobs.evaluate.openset.OpenSetSettings;
import org.voxmatrix.jobs.evaluate.openset.OpenSetTable;
import org.voxmatrix.jobs.evaluate.report.EvaluationReport;
import org.voxmatrix.jobs.evaluate.versus.DifferenceTable;
import org.voxmatrix.jobs.evaluate.versus.VersusJob;
import org.voxmatrix.jobs.evaluate.versus.VersusSettings;
import org.voxmatrix.jobs.link.PeopleEvaluationSettings;
import org.voxmatrix.ledger.GivenId;
import org.voxmatrix.tables.Warehouse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(name = "evaluate")
public final class EvaluateCommand extends SparkCommand {

  @Mixin private TrialOptions trials;

  @Option(names = "--prior", paramLabel = "P", split = ",", defaultValue = "0.05,0.01,0.001")
  private List<Double> priors;

  @Option(names = "--threshold", paramLabel = "SCORE", split = ",")
  private List<Double> thresholds = List.of();

  @Option(names = "--far", paramLabel = "RATE", split = ",", defaultValue = "0.1,0.01,0.001,0.0001")
  private List<Double> falseAlarmRates;

  @Option(names = "--calibration", paramLabel = "ID|NAME|latest|model|none")
  private String calibration;

  @Option(names = "--by", paramLabel = "COLUMN", split = ",")
  private List<String> by = List.of();

  @Option(names = "--people", paramLabel = "run:ID")
  private String people;

  @Option(names = "--open-set")
  private boolean openSet;

  @Option(names = "--gallery", paramLabel = "N", split = ",")
  private List<Integer> galleries = List.of();

  @Option(names = "--versus", paramLabel = "FILE|run:ID")
  private String versus;

  @Option(names = "--worst", paramLabel = "N", defaultValue = "0")
  private int worst;

  @Option(names = "--show", paramLabel = "ID", descriptionKey = Settings.NOT_A_SETTING)
  private String shown;

  @Mixin private ReportOptions report;
  @Mixin private RunIdOption runId;
  @Mixin private JsonOption json;

  private EvaluateSettings settings;
  private PeopleEvaluationSettings ofPeople;
  private OpenSetSettings ofOpenSet;
  private VersusSettings ofTwo;

  /** One that was made before needs no Spark. */
  @Override
  public Integer call() {
    if (shown == null) {
      return super.call();
    }
    String id = GivenId.of(shown);
    report.check(spec);
    try (Warehouse tables = warehouse.open()) {
      show(tables, id);
    }
    return ExitCode.DONE;
  }

  private void show(Warehouse tables, String id) {
    DifferenceTable differences = new DifferenceTable(tables);
    if (!differences.of(id).isEmpty()) {
      report.requireNone(spec);
      new VersusReport(spec, json.json).print(differences, id);
      return;
    }
    if (!new OpenSetTable(tables).points(id).isEmpty()) {
      report.requireNoVoices(spec);
      report.write(tables, id, SparkSettings.hadoop());
      printOpenSet(tables, id);
      return;
    }
    EvaluationTable table = new EvaluationTable(tables);
    Evaluation evaluation = table.of(id).orElseThrow(EvaluationReport::notFound);
    report.write(tables, id, SparkSettings.hadoop());
    print(
        tables,
        new EvaluateResult(id, evaluation, table.points(id), new MetricTable(tables).of(id), null));
  }

  private void printOpenSet(Warehouse tables, String id) {
    new OpenSetReport(spec, json.json).print(new OpenSetTable(tables), id);
    if (!json.json) {
      report.print(new Summary(spec));
    }
  }

  @Override
  protected void check() {
    if (people != null) {
      trials.requireLabelsAlone(spec);
      report.requireNone(spec);
      ofPeople = new PeopleEvaluationSettings(people, trials.labels(), trials.set());
      return;
    }
    if (openSet) {
      trials.requireScoresAndLabels(spec);
      report.requireNoVoices(spec);
      report.check(spec);
      ofOpenSet =
          new OpenSetSettings(
              trials.scores(), trials.labels(), galleries, thresholds, falseAlarmRates);
      return;
    }
    if (versus != null) {
      report.requireNone(spec);
      if (!by.isEmpty() || !thresholds.isEmpty() || worst > 0) {
        throw new ParameterException(
            spec.commandLine(), "--versus goes without --by, --threshold and --worst");
      }
      ofTwo = new VersusSettings(trials.ofScores(spec), versus, trials.skipBad(), priors);
      return;
    }
    settings =
        trials
            .settings(spec)
            .withPriors(priors)
            .withThresholds(thresholds)
            .withFalseAlarmRates(falseAlarmRates)
            .withCalibration(CalibrationChoice.named(calibration))
            .withBy(by)
            .withWorst(worst);
    report.check(spec);
  }

  @Override
  protected int run(JobContext context) {
    if (ofPeople != null) {
      new PeopleReport(spec, json.json).print(context.withRunId(runId.id), ofPeople);
      return ExitCode.DONE;
    }
    if (ofOpenSet != null) {
      String id = new OpenSetJob(context.withRunId(runId.id), ofOpenSet).execute().runId();
      report.write(context.warehouse(), id, context.hadoop());
      printOpenSet(context.warehouse(), id);
      return ExitCode.DONE;
    }
    if (ofTwo != null) {
      VersusReport found = new VersusReport(spec, json.json);
      String id = new VersusJob(context.withRunId(runId.id), ofTwo).execute().runId();
      found.print(new DifferenceTable(context.warehouse()), id);
      return ExitCode.DONE;
    }
    EvaluateResult result = new EvaluateJob(context.withRunId(runId.id), settings).execute();
    report.write(context.warehouse(), result.runId(), context.hadoop());
    print(context.warehouse(), result);
    return ExitCode.DONE;
  }

  private void print(Warehouse tables, EvaluateResult result) {
    if (json.json) {
      JsonOption.print(
          spec.commandLine().getOut(),
          new EvaluationTable(tables).document(result.runId()).orElseThrow());
    } else {
      new MetricReport(spec).print(result);
      report.print(new Summary(spec));
    }
  }
}
