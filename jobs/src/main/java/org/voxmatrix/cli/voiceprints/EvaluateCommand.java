package org.voxmatrix.cli.voiceprints;

import java.math.BigDecimal;
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
import org.voxmatrix.error.Counted;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.evaluate.EvaluateJob;
import org.voxmatrix.jobs.evaluate.EvaluateResult;
import org.voxmatrix.jobs.evaluate.EvaluateSettings;
import org.voxmatrix.jobs.evaluate.Evaluation;
import org.voxmatrix.jobs.evaluate.EvaluationPoint;
import org.voxmatrix.jobs.evaluate.EvaluationTable;
import org.voxmatrix.jobs.evaluate.metric.MeasuredMetric;
import org.voxmatrix.jobs.evaluate.metric.Metric;
import org.voxmatrix.jobs.evaluate.metric.MetricTable;
import org.voxmatrix.jobs.evaluate.metric.Metrics;
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
      print(result);
      report.print(new Summary(spec));
    }
  }

  private void print(EvaluateResult result) {
    Evaluation evaluation = result.evaluation();
    Metrics metrics = result.metrics();
    Summary summary =
        new Summary(spec)
            .line(
                "run",
                "%s%s",
                result.runId(),
                result.elapsed() == null ? "" : " done in " + Summary.seconds(result.elapsed()))
            .line(
                "trials",
                "%s, %s%s",
                new Counted(evaluation.targets(), "target trial"),
                new Counted(evaluation.nonTargets(), "non-target trial"),
                evaluation.speakers() == null
                    ? ""
                    : " of " + new Counted(evaluation.speakers(), "speaker"))
            .line(
                "left out",
                "%s of one recording, %s missing",
                new Counted(evaluation.leftOut(), "pair"),
                new Counted(evaluation.missing(), "trial"))
            .line("intervals", "%s", metrics.intervals(evaluation.speakers()))
            .line(
                "EER",
                "%.2f %%%s, at %s",
                100 * evaluation.eer(),
                interval(metrics, Metric.Kind.EER, null, "%.2f", 100),
                score(evaluation.eerThreshold()))
            .line(
                "Cllr",
                "%.4f%s, minimum %.4f%s",
                evaluation.cllr(),
                interval(metrics, Metric.Kind.CLLR, null, "%.4f", 1),
                evaluation.minCllr(),
                interval(metrics, Metric.Kind.MIN_CLLR, null, "%.4f", 1));
    for (EvaluationPoint point : result.points()) {
      summary.line(
          "",
          "%s: at %s, misses %.3g %%%s, false alarms %.3g %%%s%s",
          what(point),
          score(point.threshold()),
          100 * point.missRate(),
          interval(metrics, point.missMetric(), point.parameter(), "%.3g", 100),
          100 * point.falseAlarmRate(),
          interval(metrics, point.falseAlarmMetric(), point.parameter(), "%.3g", 100),
          point.cost() == null
              ? ""
              : ", DCF %.4f%s"
                  .formatted(
                      point.cost(),
                      interval(metrics, point.costMetric(), point.parameter(), "%.4f", 1)));
    }
    for (MeasuredMetric one : metrics.ofConditions(Metric.Kind.EER)) {
      summary.line(
          "",
          "%s %s: %s, %s%s, EER %s%s",
          one.conditionBy(),
          one.condition(),
          new Counted(one.targets(), "target trial"),
          new Counted(one.nonTargets(), "non-target trial"),
          one.speakers() == null ? "" : " of " + new Counted(one.speakers(), "speaker"),
          one.value() == null ? "unknown" : "%.2f %%".formatted(100 * one.value()),
          range(one, "%.2f", 100));
    }
  }

  private static String interval(
      Metrics metrics, Metric.Kind kind, Double parameter, String format, double factor) {
    return metrics
        .withInterval(kind, parameter)
        .map(found -> range(found, format, factor))
        .orElse("");
  }

  private static String range(MeasuredMetric metric, String format, double factor) {
    return metric.low() == null
        ? ""
        : (" (" + format + " to " + format + ")")
            .formatted(factor * metric.low(), factor * metric.high());
  }

  private static String what(EvaluationPoint point) {
    return switch (point.kind()) {
      case PRIOR_BAYES -> "prior %s, scores as LLRs".formatted(plain(point.parameter()));
      case PRIOR_BEST -> "prior %s, best threshold".formatted(plain(point.parameter()));
      case FALSE_ALARM_RATE -> "false alarms up to %s".formatted(plain(point.parameter()));
      case THRESHOLD -> "threshold";
    };
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).toPlainString();
  }

  private static String score(Double threshold) {
    return threshold == null ? "a threshold beyond all scores" : "%.4f".formatted(threshold);
  }
}
