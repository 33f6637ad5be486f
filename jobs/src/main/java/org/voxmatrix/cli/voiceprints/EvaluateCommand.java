package org.voxmatrix.cli.voiceprints;

import java.util.List;
import org.voxmatrix.cli.options.JsonOption;
import org.voxmatrix.cli.options.ModelOption;
import org.voxmatrix.cli.options.RunIdOption;
import org.voxmatrix.cli.run.SparkCommand;
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
import org.voxmatrix.jobs.evaluate.TrialChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(name = "evaluate")
public final class EvaluateCommand extends SparkCommand {

  @Option(names = "--a", paramLabel = "SET")
  private String a;

  @Option(names = "--b", paramLabel = "SET")
  private String b;

  @Option(names = "--labels", paramLabel = "COLUMN|FILE")
  private String labels;

  @Option(names = "--trials", paramLabel = "FILE")
  private String trials;

  @Option(names = "--scores", paramLabel = "FILE|run:ID")
  private String scores;

  @Option(names = "--leave-out", paramLabel = "COLUMN")
  private String leaveOut;

  @Option(names = "--skip-bad")
  private boolean skipBad;

  @Option(names = "--raw-model", paramLabel = "NAME")
  private String rawModel;

  @Option(names = "--prior", paramLabel = "P", split = ",")
  private List<Double> priors = EvaluateSettings.PRIORS;

  @Option(names = "--threshold", paramLabel = "SCORE", split = ",")
  private List<Double> thresholds = List.of();

  @Option(names = "--far", paramLabel = "RATE", split = ",")
  private List<Double> falseAlarmRates = EvaluateSettings.FALSE_ALARM_RATES;

  @Mixin private ModelOption model;
  @Mixin private RunIdOption runId;
  @Mixin private JsonOption json;

  private EvaluateSettings settings;

  @Override
  public Integer call() {
    if ((a == null) == (scores == null)
        || (labels != null && trials != null)
        || (a != null && labels == null && trials == null)) {
      throw new ParameterException(
          spec.commandLine(), "give --a (and --b) with --labels or --trials, or --scores");
    }
    return super.call();
  }

  @Override
  protected void check() {
    settings =
        EvaluateSettings.of(new TrialChoice(a, b == null ? a : b, scores, labels, trials, leaveOut))
            .withRawModel(rawModel)
            .withModel(model.folder)
            .withSkipBad(skipBad)
            .withPriors(priors)
            .withThresholds(thresholds)
            .withFalseAlarmRates(falseAlarmRates);
  }

  @Override
  protected int run(JobContext context) {
    EvaluateResult result = new EvaluateJob(context.withRunId(runId.id), settings).execute();
    if (json.json) {
      JsonOption.print(
          spec.commandLine().getOut(),
          new EvaluationTable(context.warehouse()).document(result.runId()).orElseThrow());
    } else {
      print(result);
    }
    return ExitCode.DONE;
  }

  private void print(EvaluateResult result) {
    Evaluation evaluation = result.evaluation();
    Summary summary =
        new Summary(spec)
            .line("run", "%s done in %s", result.runId(), Summary.seconds(result.elapsed()))
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
            .line("EER", "%.2f %%, at %s", 100 * evaluation.eer(), score(evaluation.eerThreshold()))
            .line("Cllr", "%.4f, minimum %.4f", evaluation.cllr(), evaluation.minCllr());
    for (EvaluationPoint point : result.points()) {
      summary.line(
          "",
          "%s: at %s, misses %.3g %%, false alarms %.3g %%%s",
          what(point),
          score(point.threshold()),
          100 * point.missRate(),
          100 * point.falseAlarmRate(),
          point.cost() == null ? "" : ", DCF %.4f".formatted(point.cost()));
    }
  }

  private static String what(EvaluationPoint point) {
    return switch (point.kind()) {
      case PRIOR_BAYES -> "prior %s, scores as LLRs".formatted(point.parameter());
      case PRIOR_BEST -> "prior %s, best threshold".formatted(point.parameter());
      case FALSE_ALARM_RATE -> "false alarms up to %s".formatted(point.parameter());
      case THRESHOLD -> "threshold";
    };
  }

  private static String score(Double threshold) {
    return threshold == null ? "a threshold beyond all scores" : "%.4f".formatted(threshold);
  }
}
