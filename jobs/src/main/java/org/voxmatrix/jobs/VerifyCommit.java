package org.voxmatrix.jobs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voxmatrix.enroll.Refusal;
import org.voxmatrix.tables.CrashPoint;
import org.voxmatrix.tables.DecisionTables;
import org.voxmatrix.tables.Ledger;
import org.voxmatrix.tables.OperationRow;
import org.voxmatrix.tables.OperationStatus;
import org.voxmatrix.tables.OperationTable;
import org.voxmatrix.tables.PlanItem;
import org.voxmatrix.tables.Run;
import org.voxmatrix.tables.State;
import org.voxmatrix.tables.TaskRow;
import org.voxmatrix.tables.VerificationRow;
import org.voxmatrix.tables.Warehouse;

/** Writes the waves of a verification run: results, operations, and then the task rows. */
final class VerifyCommit {

  private final Ledger ledger;
  private final Run run;
  private final DecisionTables decisions;
  private final OperationTable operations;

  VerifyCommit(Warehouse warehouse, Run run) {
    this.ledger = new Ledger(warehouse);
    this.run = run;
    this.decisions = new DecisionTables(warehouse);
    this.operations = new OperationTable(warehouse);
  }

  void wave(int wave, List<EnrollWorker.Heard> heard, Verifier verifier) {
    List<VerificationRow> results = new ArrayList<>();
    List<OperationRow> done = new ArrayList<>();
    List<TaskRow> tasks = new ArrayList<>();
    Instant now = Instant.now();
    for (EnrollWorker.Heard one : heard) {
      Verifier.Verdict verdict = verifier.of(one.request(), one.hearing());
      if (RecordingWaves.refusal(one.item()).isPresent()) {
        verdict = new Verifier.Verdict(null, one.hearing().unusable(), false, Double.NaN);
      }
      String result = null;
      if (verdict.refusal() == null) {
        VerificationRow row =
            new VerificationRow(
                run.id(),
                wave,
                one.item().taskId(),
                one.item().itemId(),
                verdict.profileId(),
                verdict.accepted(),
                verdict.score(),
                one.hearing().passPhrase());
        results.add(row);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("recognitionResult", row.result());
        document.put("score", row.score());
        result = Json.write(document);
      }
      done.add(operation(one.item(), verdict.refusal(), result, now));
      tasks.add(TaskRows.of(run, VerifyJob.NAME, one, verdict.refusal(), now));
    }
    CrashPoint.reach("verify.before-data", wave);
    run.checkLease();
    decisions.writeVerifications(run.id(), wave, results);
    operations.write(run.id(), wave, done);
    CrashPoint.reach("verify.before-tasks", wave);
    run.checkLease();
    ledger.writeTasks(run.id(), wave, tasks);
    CrashPoint.reach("verify.after-tasks", wave);
  }

  private OperationRow operation(PlanItem item, Refusal refusal, String result, Instant now) {
    return new OperationRow(
        run.id(),
        item.wave(),
        item.taskId(),
        "verification",
        refusal == null ? OperationStatus.SUCCEEDED : OperationStatus.FAILED,
        run.row().createdAt(),
        now,
        refusal == null ? null : refusal.message(),
        result);
  }

  static State state(Refusal refusal) {
    return refusal == null
        ? State.DONE
        : refusal.equals(Refusal.INTERNAL) ? State.FAILED : State.REJECTED;
  }
}
