package org.voxmatrix.jobs.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.voxmatrix.calibrations.QualityMeasure;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.JobRun;
import org.voxmatrix.jobs.RunPlan;
import org.voxmatrix.jobs.compare.CalibrationChoice;
import org.voxmatrix.jobs.compare.CohortSource;
import org.voxmatrix.jobs.compare.PairScoring;
import org.voxmatrix.jobs.compare.SetModel;
import org.voxmatrix.jobs.compare.SetSource;
import org.voxmatrix.jobs.evaluate.evidence.EvidenceTable;
import org.voxmatrix.jobs.evaluate.evidence.ScoreCounts;
import org.voxmatrix.jobs.evaluate.evidence.WorstError;
import org.voxmatrix.jobs.evaluate.input.TrialList;
import org.voxmatrix.jobs.evaluate.metric.ConditionTrials;
import org.voxmatrix.jobs.evaluate.metric.MeasuredMetric;
import org.voxmatrix.jobs.evaluate.metric.Metric;
import org.voxmatrix.jobs.evaluate.metric.MetricTable;
import org.voxmatrix.ledger.FinishedItem;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.ledger.RunPart;
import org.voxmatrix.ledger.State;
import org.voxmatrix.ledger.Suppressions;
import org.voxmatrix.metrics.ErrorRates;
import org.voxmatrix.metrics.Replicates.Sample;
import org.voxmatrix.score.KernelChoice;
import org.voxmatrix.tables.CrashPoint;

/**
 * Evaluates scores against what is known of the speakers: error rates, costs and thresholds. The
 * evaluation is one task; one that was interrupted starts over.
 */
public record EvaluateJob(JobContext context, EvaluateSettings settings) {

  static final int WAVE = 0;

  /**
   * Runs the job.
   *
   * @throws org.voxmatrix.error.RequestException if sets, labels, trials or scores are invalid, or
   *     all trials are of one class
   */
  public EvaluateResult execute() {
    return JobRun.amongErasures(context, own -> new EvaluateJob(own, settings).attempt());
  }

  private EvaluateResult attempt() {
    JobRun job = new JobRun(context);
    Trials trials = open(1, null);
    return job.execute(
        trials.plan(),
        run -> asOneTask(context, run, "evaluation", () -> work(run, trials)),
        run -> {
          EvaluationTable table = new EvaluationTable(context.warehouse());
          return new EvaluateResult(
              run.id(),
              table.of(run.id()).orElseThrow(),
              table.points(run.id()),
              new MetricTable(context.warehouse()).of(run.id()),
              job.elapsed());
        });
  }

  /**
   * Trials that are open to be scored.
   *
   * @param model null for scores that are there already
   * @param plan of an evaluation of them
   */
  public record Trials(JobContext context, SetModel model, TrialSource source, RunPlan plan) {

    /**
     * Scores them all.
     *
     * @throws org.voxmatrix.error.RequestException as {@link EvaluateJob#execute}
     */
    public ScoredTrials score(Run run) {
      return source.score(context, run);
    }
  }

  /**
   * Opens the trials for another job.
   *
   * @param folds of the speakers, where they are known
   */
  public Trials open(int folds) {
    return open(folds, null);
  }

  /**
   * Opens trials of labelled sets, for which a function of scores and quality is to be found.
   *
   * @param measures at least one
   * @param prior that the function is best for
   */
  public Trials open(int folds, List<QualityMeasure> measures, double prior) {
    return open(folds, new Demand.Quality(measures, prior));
  }

  private Trials open(int folds, Demand.Quality quality) {
    context.warehouse().createTables();
    SetModel model = model();
    TrialSource trials = trials(model, folds, quality);
    return new Trials(context, model, trials, settings.plan(trials, model));
  }

  /** Null for scores that are there already. */
  private SetModel model() {
    if (settings.choice().scores() != null) {
      return null;
    }
    KernelChoice.best(); // Fails here where none can run, not in every task.
    return SetModel.of(context, settings.rawModel(), settings.model());
  }

  private TrialSource trials(SetModel model, int folds, Demand.Quality quality) {
    TrialChoice choice = settings.choice();
    Demand demand = Demand.of(settings, folds, quality);
    if (choice.scores() != null && !SetSource.isRun(choice.scores())) {
      return GivenScores.read(context.hadoop(), settings, demand);
    }
    boolean one = choice.a() != null && choice.a().equals(choice.b());
    if (choice.scores() != null || choice.trials() != null) {
      DescribedSet a = choice.a() == null ? null : described(model, choice.a(), "voiceprints_a");
      DescribedSet b =
          choice.a() == null || one ? a : described(model, choice.b(), "voiceprints_b");
      return choice.scores() == null
          ? new ListedTrials(
              model,
              a,
              b,
              TrialList.read(context.hadoop(), choice.trials()),
              settings.skipBad(),
              demand)
          : MatrixScores.open(context, settings, demand, a, b);
    }
    PairScoring scoring =
        PairScoring.open(
            context,
            model,
            CohortSource.open(context, model, settings.cohort()),
            settings.calibration() == null
                ? null
                : new CalibrationChoice(settings.calibration(), null));
    List<QualityMeasure> measures = quality == null ? scoring.measures() : quality.measures();
    DescribedSet a = labelled(model, choice.a(), "voiceprints_a", measures);
    return new LabelledTrials(
        scoring,
        a,
        one ? a : labelled(model, choice.b(), "voiceprints_b", measures),
        settings.skipBad(),
        demand);
  }

  private DescribedSet described(SetModel model, String name, String field) {
    return DescribedSet.open(
        context, model, name, field, settings.choice(), settings.by(), List.of());
  }

  private DescribedSet labelled(
      SetModel model, String name, String field, List<QualityMeasure> measures) {
    return LabelledSet.open(
        context,
        model,
        name,
        field,
        settings.choice(),
        settings.by(),
        measures,
        settings.skipBad());
  }

  private void work(Run run, Trials trials) {
    ScoredTrials scored = trials.score(run);
    List<EvaluationPoint> points = EvaluationPoint.of(ErrorRates.of(scored.counts()), settings);
    List<MeasuredMetric> metrics =
        new ArrayList<>(
            MeasuredMetric.of(
                MeasuredMetric.Group.ALL,
                settings.metrics(),
                new Sample(scored.counts(), scored.cost()),
                scored.speakers(),
                scored.replicates()));
    List<Metric> ofConditions = settings.metricsOfConditions(scored.counts());
    for (ConditionTrials one : scored.conditions()) {
      metrics.addAll(
          MeasuredMetric.of(
              one.group(), ofConditions, one.exact(), one.speakers(), one.replicates()));
    }
    run.checkLease();
    new MetricTable(context.warehouse()).write(run.id(), WAVE, metrics);
    new EvidenceTable(context.warehouse())
        .write(run.id(), WAVE, ScoreCounts.of(scored.counts()), unerased(scored.worst()));
    new EvaluationTable(context.warehouse())
        .write(run.id(), Evaluation.of(scored, trials.model()), points);
  }

  /** Scores that are given may be of anybody. */
  private List<WorstError> unerased(List<WorstError> worst) {
    Suppressions erased = Suppressions.load(context.warehouse());
    return worst.stream()
        .filter(
            error ->
                !erased.containsMember(error.idA(), null)
                    && !erased.containsMember(error.idB(), null))
        .toList();
  }

  /** Does the work of a run that is one task, whole, before the task is written. */
  public static State asOneTask(JobContext context, Run run, String item, Runnable work) {
    PlanItem only = PlanItem.ofWork(WAVE, 0, RunPart.TASK.of(run.id()), item);
    if (run.isPlanned()) {
      run.resume();
    } else {
      run.plan(List.of(only), 1, 0);
    }
    String job = run.row().job();
    context.spark().sparkContext().setJobGroup(run.id(), job, true);
    CrashPoint.reach(job + ".before-data", WAVE);
    work.run();
    CrashPoint.reach(job + ".before-tasks", WAVE);
    run.checkLease();
    context
        .ledger()
        .writeTasks(run.id(), WAVE, List.of(FinishedItem.ofWork(run, only, State.DONE, null)));
    CrashPoint.reach(job + ".after-tasks", WAVE);
    return State.DONE;
  }
}
