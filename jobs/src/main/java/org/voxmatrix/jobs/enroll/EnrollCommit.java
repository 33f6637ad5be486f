package org.voxmatrix.jobs.enroll;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.voxmatrix.jobs.profiles.EnrollmentRow;
import org.voxmatrix.jobs.profiles.EnrollmentTable;
import org.voxmatrix.jobs.profiles.ProfileRow;
import org.voxmatrix.jobs.profiles.ProfileWriter;
import org.voxmatrix.jobs.profiles.audio.AnalyzedClaim;
import org.voxmatrix.ledger.FinishedItem;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.OperationRow;
import org.voxmatrix.ledger.OperationTable;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.ledger.State;
import org.voxmatrix.ledger.Suppressions;
import org.voxmatrix.ledger.TaskRow;
import org.voxmatrix.recordings.Repeat;
import org.voxmatrix.tables.CrashPoint;
import org.voxmatrix.tables.Warehouse;

/**
 * Writes the waves of an enrollment run: enrollments first, then the profiles made of them, which
 * is what decides; operations and task rows follow from the enrollments. A wave whose profiles are
 * settled is never decided again, so that another run may build on them.
 */
final class EnrollCommit {

  private final Ledger ledger;
  private final Run run;
  private final EnrollmentDecider decider;
  private final String model;
  private final Repeat repeat;
  private final Suppressions suppressed;
  private final ProfileWriter profiles;
  private final EnrollmentTable enrollments;
  private final OperationTable operations;
  private final Map<String, EnrollmentRow> accepted;

  /**
   * @param accepted what the profiles are made of as {@code profiles} knows them, by id
   */
  EnrollCommit(
      Warehouse warehouse,
      Run run,
      EnrollmentDecider decider,
      String model,
      Repeat repeat,
      Suppressions suppressed,
      ProfileWriter profiles,
      Map<String, EnrollmentRow> accepted) {
    this.ledger = new Ledger(warehouse);
    this.run = run;
    this.decider = decider;
    this.model = model;
    this.repeat = repeat;
    this.suppressed = suppressed;
    this.profiles = profiles;
    this.enrollments = new EnrollmentTable(warehouse);
    this.operations = new OperationTable(warehouse);
    this.accepted = new HashMap<>(accepted);
  }

  /** Whether only the bookkeeping of a wave is left to do. */
  boolean isSettled(int wave) {
    return profiles.isSettled(wave);
  }

  /** Decides on the recordings of a wave, and writes all of it. */
  void wave(int wave, List<PlanItem> items, List<AnalyzedClaim> analyzed) {
    CrashPoint.reach("enroll.before-data", wave);
    EnrollWave decided;
    do {
      decided = EnrollWave.of(run.id(), decider, analyzed, before());
      run.checkLease();
      enrollments.write(run.id(), wave, decided.enrollments());
      CrashPoint.reach("enroll.after-enrollments", wave);
      List<ProfileRow> training = decided.inTraining();
      if (!training.isEmpty()) {
        profiles.stage(wave, training);
        CrashPoint.reach("enroll.after-stage", wave);
      }
      run.checkLease();
    } while (!profiles.settle(wave, decided.trained(accepted, model)));
    decided.enrollments().stream()
        .filter(row -> row.state() == State.DONE)
        .forEach(row -> accepted.put(row.enrollmentId(), row));
    CrashPoint.reach("enroll.after-profiles", wave);
    Map<String, String> exceptions = new HashMap<>();
    analyzed.stream()
        .filter(one -> one.analysis().refusal() != null)
        .forEach(one -> exceptions.put(one.item().taskId(), one.analysis().refusal().exception()));
    finish(wave, items, decided.enrollments(), exceptions);
  }

  private EnrollWave.Before before() {
    return new EnrollWave.Before(
        profiles.latest(),
        accepted,
        profiles.changed(),
        repeat,
        suppressed,
        id -> enrollments.find(id).orElseThrow());
  }

  /** Writes what follows from the enrollments of a wave that an earlier process settled. */
  void finish(int wave, List<PlanItem> items) {
    finish(wave, items, enrollments.of(run.id(), wave), Map.of());
  }

  private void finish(
      int wave, List<PlanItem> items, List<EnrollmentRow> decided, Map<String, String> exceptions) {
    Map<String, EnrollmentRow> rows = new HashMap<>();
    decided.forEach(row -> rows.put(row.enrollmentId(), row));
    List<OperationRow> done = new ArrayList<>();
    List<TaskRow> tasks = new ArrayList<>();
    for (PlanItem item : items) {
      EnrollmentRow row = rows.get(item.taskId());
      if (row == null) {
        // It was erased after the wave was settled.
        tasks.add(
            FinishedItem.refused(item.erased(), Suppressions.refusal(), Instant.now())
                .task(run, null));
      } else {
        FinishedItem finished =
            FinishedItem.of(
                item,
                row.state(),
                FinishedItem.detail(row.fault(), row.message(), exceptions.get(item.taskId())),
                row.audioLength(),
                row.finishedAt());
        done.add(finished.operation(run));
        tasks.add(finished.task(run, null));
      }
    }
    run.checkLease();
    operations.write(run.id(), wave, done);
    CrashPoint.reach("enroll.before-tasks", wave);
    run.checkLease();
    ledger.writeTasks(run.id(), wave, tasks);
    CrashPoint.reach("enroll.after-tasks", wave);
  }
}
