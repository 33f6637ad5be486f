package org.voxmatrix.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.tables.CrashPoint;
import org.voxmatrix.tables.Warehouse;

/**
 * One execution of a job, new or resumed, under a lease. Opened first, then planned unless it has a
 * plan already, then worked on wave by wave, then finished; closing it unfinished leaves it for the
 * next process.
 */
public final class Run implements AutoCloseable {

  private final Ledger ledger;
  private final Lease lease;
  private final LeaseTable leases;
  private final Request request;
  private RunRow row;
  private Runnable started = () -> {};
  private boolean ended;

  private Run(Ledger ledger, Lease lease, LeaseTable leases, Request request, RunRow row) {
    this.ledger = ledger;
    this.lease = lease;
    this.leases = leases;
    this.request = request;
    this.row = row;
  }

  /**
   * What is asked for.
   *
   * @param job the job's name
   * @param planKey hash of everything that decides the result
   * @param plan the same, as JSON for people
   * @param runId the run to start or resume, or null to choose
   * @param formerKey the plan key as an earlier version made it, whose runs are resumed; or null
   */
  public record Request(
      String job,
      String planKey,
      String plan,
      String model,
      String modelFingerprint,
      String runId,
      CallerIds caller,
      String formerKey) {

    private boolean isOf(RunRow run) {
      return run.planKey().equals(planKey) || run.planKey().equals(formerKey);
    }

    /** The lease of an earlier version where there is one: that process may still be at work. */
    private String lease(Warehouse warehouse) {
      String former = job + "/" + formerKey;
      return new LeaseTable(warehouse).rivals(former).before().isPresent()
          ? former
          : job + "/" + planKey;
    }
  }

  /**
   * Opens the run: the one asked for, else the unfinished one of the same plan, else a new one.
   *
   * @throws RequestException {@code run.live} while another process works on the plan; {@code
   *     run.other-plan} if the run asked for was planned with other input or settings
   * @throws ErasureAhead while an erasure is at work, or waits for its turn
   */
  public static Run open(Warehouse warehouse, Request request) {
    String name = request.lease(warehouse);
    Run run =
        open(
            warehouse,
            request,
            RunRow::isFinished,
            choice -> Lease.acquire(warehouse, name, choice));
    try {
      run.makeWay();
      return run;
    } catch (RuntimeException e) {
      run.close();
      throw e;
    }
  }

  /**
   * Opens a run beside which there is no other; the rest as {@link #open(Warehouse, Request)}, but
   * for one of the same plan that was finished by a process that was killed before it could say so:
   * it is unfinished.
   *
   * @throws RequestException {@code run.live} while another process works on any run
   */
  public static Run openExclusive(Warehouse warehouse, Request request) {
    return open(warehouse, request, run -> false, choice -> Lease.exclusive(warehouse, choice));
  }

  private static Run open(
      Warehouse warehouse,
      Request request,
      Predicate<RunRow> over,
      Function<Lease.RunChoice, Lease> acquire) {
    Ledger ledger = new Ledger(warehouse);
    Lease lease = acquire.apply(left -> choose(ledger, request, over, left));
    try {
      RunRow row = ledger.stored(lease.runId()).orElse(null);
      return new Run(ledger, lease, new LeaseTable(warehouse), request, row);
    } catch (RuntimeException e) {
      lease.close();
      throw e;
    }
  }

  private static String choose(
      Ledger ledger, Request request, Predicate<RunRow> over, Optional<String> left) {
    if (request.runId() != null) {
      ledger
          .stored(request.runId())
          .filter(run -> !request.isOf(run))
          .ifPresent(Run::refuseOtherPlan);
      return request.runId();
    }
    return left.filter(
            runId ->
                ledger.stored(runId).filter(run -> over.test(run) || !request.isOf(run)).isEmpty())
        .orElseGet(() -> UUID.randomUUID().toString());
  }

  private static void refuseOtherPlan(RunRow run) {
    throw new RequestException(
        Fault.RUN_OTHER_PLAN,
        List.of("run_id"),
        "Run %s was planned with other input, model or settings (%s %s): use the same ones to resume it, or omit --run-id to start a new run."
            .formatted(run.runId(), run.job(), run.plan()));
  }

  public String id() {
    return lease.runId();
  }

  /** Whether the plan is frozen already, by a process that was interrupted. */
  public boolean isPlanned() {
    return row != null;
  }

  /** Whether there is nothing left to do: an earlier process finished this very run. */
  public boolean isFinished() {
    return row != null && row.isFinished();
  }

  /** The ids that go on every row. */
  public CallerIds caller() {
    return row == null ? request.caller() : row.caller();
  }

  public RunRow row() {
    return row;
  }

  /** To be called as soon as readers of the tables find the run, planned or taken up again. */
  public void whenStarted(Runnable listener) {
    started = listener;
  }

  /** Freezes the plan. */
  public void plan(List<PlanItem> items, int waves, long skipped) {
    lease.confirm();
    ledger.savePlan(id(), items);
    CrashPoint.reach(request.job() + ".before-plan", 0);
    Instant now = Instant.now();
    save(
        new RunRow(
            id(),
            request.job(),
            State.RUNNING,
            request.planKey(),
            request.plan(),
            waves,
            items.size(),
            skipped,
            request.model(),
            request.modelFingerprint(),
            request.caller(),
            lease.owner(),
            now,
            now,
            null));
    started.run();
  }

  /** Takes up a frozen plan, under this process's name. */
  public List<PlanItem> resume() {
    save(row.to(State.RUNNING, null).withOwner(lease.owner()));
    started.run();
    return ledger.plan(id());
  }

  /** Waves that need no work. */
  public SortedSet<Integer> wavesDone() {
    return ledger.wavesDone(id());
  }

  /** Fails if another process may have taken over; to be called before each commit. */
  public void checkLease() {
    lease.check();
  }

  /**
   * To be called between waves, where a run can be left to be resumed.
   *
   * @throws ErasureAhead if an erasure waits for its turn
   */
  public void makeWay() {
    leases
        .erasureAhead()
        .ifPresent(
            ahead -> {
              throw ahead;
            });
  }

  /**
   * Whatever failed: if another process has taken over, that is why.
   *
   * @throws RequestException {@code run.taken-over}
   */
  public void refuseIfLost(RuntimeException failure) {
    lease.refuseIfLost(failure);
  }

  /**
   * Ends the run for good.
   *
   * @throws RequestException {@code run.taken-over} if another process has taken over
   */
  public void finish(State state) {
    save(row.to(state, null));
    CrashPoint.reach(row.job() + ".before-release", 0);
    lease.finish();
    ended = true;
  }

  /**
   * Ends this attempt with our error; the run can be resumed. Nothing is written before it is
   * planned.
   *
   * @throws RequestException {@code run.taken-over} if another process has taken over
   */
  public void fail(String errorJson) {
    if (row != null) {
      save(row.to(State.FAILED, errorJson));
    }
  }

  @Override
  public void close() {
    if (ended) {
      return;
    }
    ended = true;
    if (isFinished()) {
      lease.finish(); // An earlier process was interrupted between finishing the run and this.
    } else {
      lease.close();
    }
  }

  private void save(RunRow next) {
    lease.confirm();
    ledger.save(next);
    row = next;
  }
}
