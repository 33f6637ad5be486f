package org.voxmatrix.jobs.compare;

import java.util.List;
import java.util.SortedSet;
import org.voxmatrix.calibrations.CalibrationRow;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.JobRun;
import org.voxmatrix.jobs.RunPlan;
import org.voxmatrix.jobs.compare.engine.ComparePlan;
import org.voxmatrix.jobs.compare.engine.ComparedSets;
import org.voxmatrix.jobs.compare.engine.Comparison;
import org.voxmatrix.jobs.compare.engine.Wave;
import org.voxmatrix.jobs.compare.engine.WaveScorer;
import org.voxmatrix.ledger.FinishedItem;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.ledger.RunPart;
import org.voxmatrix.ledger.State;
import org.voxmatrix.ledger.TaskRow;
import org.voxmatrix.score.KernelChoice;
import org.voxmatrix.score.Side;
import org.voxmatrix.session.Progress;
import org.voxmatrix.tables.CrashPoint;
import org.voxmatrix.tables.TableFiles;
import org.voxmatrix.tables.VoxTable;

/**
 * Scores every voiceprint of set A against every one of set B, wave by wave. A forms the columns, B
 * the rows of the matrix. The comparison is one task; it is rejected as a whole, before any
 * scoring, if a voiceprint is invalid.
 */
public record CompareJob(JobContext context, CompareSettings settings) {

  /**
   * Runs the job.
   *
   * @throws org.voxmatrix.error.RequestException if a set, the model or the run id is invalid, or
   *     the matrix does not fit the storage
   */
  public CompareResult execute() {
    return JobRun.amongErasures(context, own -> new CompareJob(own, settings).attempt());
  }

  private CompareResult attempt() {
    JobRun job = new JobRun(context);
    KernelChoice.best(); // Fails here where none can run, not in every task.
    SetModel model = model();
    context.warehouse().createTables();
    CohortSource cohort =
        settings.normalizer() == null
            ? CohortSource.open(context, model, settings.cohort())
            : settings.normalizer();
    PairScoring scoring = PairScoring.open(context, model, cohort, settings.calibration());
    CalibrationRow row = scoring.calibration();
    SetPair sources = settings.sets().open(context, model, scoring.measures());
    CompareSettings scored = settings.by(row);
    RunPlan plan =
        scored.plan(
            sources.a().identity(),
            sources.b().identity(),
            model.name(),
            model.fingerprintHex(),
            row == null ? null : row.runId(),
            cohort);
    CompareJob calibrated = new CompareJob(context, scored);
    return job.execute(
        plan, run -> calibrated.work(run, sources, scoring), run -> result(run, job, scoring));
  }

  private CompareResult result(Run run, JobRun job, PairScoring scoring) {
    TaskRow task = context.ledger().task(RunPart.TASK.of(run.id())).orElseThrow();
    ScoreBlocks members = new ScoreBlocks(context.warehouse());
    return new CompareResult(
        run.id(),
        task.taskId(),
        task.state(),
        new SetFaultTable(context.warehouse()).detail(task),
        scoring.writtenKind(),
        members.count(run.id(), Side.A),
        members.count(run.id(), Side.B),
        new TableFiles(context.warehouse(), VoxTable.HITS).count(run.id()),
        job.elapsed());
  }

  /** How the comparison would be done, without doing it. */
  public CompareForecast forecast() {
    SetModel model = model();
    context.warehouse().createTables();
    SetPair sources = settings.sets().open(context, model, List.of());
    try (ComparedSets sets = model.read(context, sources.a(), sources.b())) {
      return CompareForecast.of(
          context.spark(),
          context.warehouse(),
          new Comparison(sets, model.backend(), sets.plan(settings.outputs(), settings.limits())));
    }
  }

  private SetModel model() {
    return SetModel.of(context, settings.rawModel(), settings.model());
  }

  private State work(Run run, SetPair sources, PairScoring scoring) {
    label(run, "reading sets");
    try (ComparedSets sets = scoring.model().read(context, sources.a(), sources.b())) {
      List<ErrorDetail> faults = sets.faults();
      boolean reject =
          !faults.isEmpty() && (settings.badRows() == BadRows.REJECT || sets.isEmpty());
      ComparePlan plan = reject ? null : sets.plan(settings.outputs(), settings.limits());
      String whole = RunPart.TASK.of(run.id());
      int last = reject ? 1 : plan.lastWave() + 1;
      SortedSet<Integer> done = run.wavesDone();
      if (!reject) {
        FreeSpace.check(context.spark(), context.warehouse(), plan, done);
      }
      if (run.isPlanned()) {
        run.resume();
      } else {
        run.plan(List.of(PlanItem.ofWork(last, 0, whole, "comparison")), last + 1, 0);
      }
      if (!reject) {
        score(run, scoring.of(context, run, sets, plan), done);
      }
      run.checkLease();
      State end = reject ? State.REJECTED : State.DONE;
      String fault = faults.isEmpty() ? null : faults.get(0).type();
      if (fault != null) {
        new SetFaultTable(context.warehouse()).write(run.id(), last, faults);
      }
      write(FinishedItem.ofWork(run, PlanItem.ofWork(last, last, whole, "comparison"), end, fault));
      return end;
    }
  }

  private void score(Run run, Comparison comparison, SortedSet<Integer> done) {
    ComparePlan plan = comparison.plan();
    Progress progress = context.progress();
    progress.total(plan.cells(), "pairs");
    try (WaveScorer scorer =
        new WaveScorer(
            context.spark(), context.warehouse(), run.id(), comparison, progress::advance)) {
      commit(run, done, 0, "set members", scorer::writeMembers);
      for (Wave wave : plan.waves()) {
        if (done.contains(wave.number())) {
          progress.advance(plan.cells(wave));
        }
        commit(run, done, wave.number(), wave.name(), () -> scorer.score(wave));
      }
      if (plan.mergeWave() > 0) {
        commit(run, done, plan.mergeWave(), "best of all waves", scorer::merge);
        run.checkLease();
        new TableFiles(context.warehouse(), VoxTable.HIT_CANDIDATES).deleteRuns(List.of(run.id()));
      }
    }
    progress.done();
  }

  /** Does a wave unless it is done: its data first, its marker last. */
  private void commit(Run run, SortedSet<Integer> done, int wave, String what, Runnable work) {
    if (done.contains(wave)) {
      return;
    }
    run.makeWay();
    label(run, what);
    CrashPoint.reach("compare.before-data", wave);
    run.checkLease();
    work.run();
    CrashPoint.reach("compare.before-tasks", wave);
    run.checkLease();
    PlanItem part = PlanItem.ofWork(wave, wave, RunPart.id(run.id(), wave), what);
    write(FinishedItem.ofWork(run, part, State.DONE, null).asPart());
    CrashPoint.reach("compare.after-tasks", wave);
  }

  /** What the Spark UI shows alongside jobs. */
  private void label(Run run, String what) {
    context.spark().sparkContext().setJobGroup(run.id(), "compare: " + what, true);
  }

  /** The comparison's own task comes last; parts of it mark that a wave is done. */
  private void write(TaskRow task) {
    context.ledger().writeTasks(task.runId(), task.wave(), List.of(task));
  }
}
