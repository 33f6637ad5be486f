package org.voxmatrix.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.retention.ExpireJob;
import org.voxmatrix.ledger.ErasureAhead;
import org.voxmatrix.ledger.ErasureTurn;
import org.voxmatrix.ledger.OperationRow;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.ledger.State;
import org.voxmatrix.tables.CrashPoint;
import org.voxmatrix.tables.TableFiles;
import org.voxmatrix.tables.VoxTable;

/** The one way in which every job runs: from opening its run to what it returns. */
public final class JobRun {

  private final JobContext context;
  private final Instant start = Instant.now();
  private final Long erasures;

  /** To be made before anything that belongs to the job's time, or is read for it. */
  public JobRun(JobContext context) {
    this.context = context;
    this.erasures = erasures();
  }

  /**
   * Does a job, anew from its input whenever it has made way for an erasure.
   *
   * @param attempt resumes what earlier attempts left
   */
  public static <R> R amongErasures(JobContext context, Function<JobContext, R> attempt) {
    JobContext own = context;
    boolean madeWay = false;
    while (true) {
      try {
        return attempt.apply(own);
      } catch (ErasureAhead ahead) {
        if (context.warehouse().fence().isHeld()) {
          throw ahead; // What this is a part of has to make way as a whole.
        }
        madeWay = true;
        context.progress().step("waiting for an erasure");
        new ErasureTurn(context.warehouse()).pass();
      } catch (RequestException e) {
        if (!madeWay || own.runId() == null || !e.has(Fault.RUN_OTHER_PLAN)) {
          throw e;
        }
        context.progress().step("beginning anew, as the erasure has changed the input");
        own = context.withRunId(null);
      }
    }
  }

  /** What a job does in a run that is not finished. */
  @FunctionalInterface
  public interface Work {

    /**
     * Plans or resumes the run, and does its waves.
     *
     * @return how the run ends: done or rejected
     */
    State of(Run run);
  }

  /**
   * Runs a job.
   *
   * @param result what the job returns, also of a run that an earlier process finished
   * @throws org.voxmatrix.error.RequestException as {@link Run#open}
   */
  public <R> R execute(RunPlan plan, Work work, Function<Run, R> result) {
    try (Run run = Run.open(context.warehouse(), plan.request(context))) {
      refuseOldInput();
      run.whenStarted(() -> context.progress().started(run.id()));
      if (!run.isFinished()) {
        RunFailure.recorded(
            context.spark(),
            run,
            () -> {
              finish(run, labelled(work::of, run));
              return run;
            });
      }
      return result.apply(run);
    }
  }

  /**
   * Runs a job beside which there is no other. It is done again from its beginning, also where an
   * earlier process finished the run.
   *
   * @param patience how long to wait for the end of what others do; null not to wait
   * @param work plans or resumes the run, and does all of it
   * @return what {@code work} returns
   * @throws org.voxmatrix.error.RequestException as {@link Run#openExclusive}
   */
  public <R> R executeAlone(RunPlan plan, Duration patience, Function<Run, R> work) {
    try (Run run = openAlone(plan.request(context), patience)) {
      run.whenStarted(() -> context.progress().started(run.id()));
      return RunFailure.recorded(
          context.spark(),
          run,
          () -> {
            R result = labelled(work, run);
            finish(run, State.DONE);
            return result;
          });
    }
  }

  private Run openAlone(Run.Request request, Duration patience) {
    Supplier<Run> open = () -> Run.openExclusive(context.warehouse(), request);
    if (patience == null) {
      return open.get();
    }
    context.progress().step("waiting for other jobs to finish what they are at");
    return new ErasureTurn(context.warehouse()).await(open, patience);
  }

  /** An erasure may have come and gone between reading the input and opening the run. */
  private void refuseOldInput() {
    if (!Objects.equals(erasures, erasures())) {
      throw new ErasureAhead(
          "An erasure has changed the input meanwhile: run the same command again.");
    }
  }

  /** Changes with every erasure. */
  private Long erasures() {
    return new TableFiles(context.warehouse(), VoxTable.SUPPRESSIONS).snapshot();
  }

  private <R> R labelled(Function<Run, R> work, Run run) {
    try {
      return work.apply(run);
    } finally {
      context.spark().sparkContext().clearJobGroup();
    }
  }

  private void finish(Run run, State end) {
    String job = run.row().job();
    if (end == State.DONE) {
      checkComplete(run);
    }
    CrashPoint.reach(job + ".before-finish", 0);
    if (OperationRow.KINDS.containsKey(job)) {
      ExpireJob.operations(context.warehouse(), context.operationsKept());
    }
    run.finish(end);
  }

  /** A run that ends is never looked at again, so nothing may be missing then. */
  private static void checkComplete(Run run) {
    SortedSet<Integer> missing = new TreeSet<>();
    IntStream.range(0, run.row().waves()).forEach(missing::add);
    missing.removeAll(run.wavesDone());
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "Run " + run.id() + " has no tasks for its waves " + missing + ": run it again");
    }
  }

  /** Time since the job began. */
  public Duration elapsed() {
    return Duration.between(start, Instant.now());
  }

  /** What most jobs return of a run. */
  public RunResult counts(Run run) {
    return new RunResult(
        run.id(),
        context.ledger().summary(run.id(), run.row().job()),
        run.row().skipped(),
        elapsed());
  }
}
