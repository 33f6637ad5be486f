package org.voxmatrix.jobs.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voxmatrix.identity.Json;
import org.voxmatrix.jobs.profiles.Refusal;
import org.voxmatrix.jobs.profiles.audio.AudioAnalyzer;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.OperationRow;
import org.voxmatrix.ledger.OperationStatus;
import org.voxmatrix.ledger.OperationTable;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.ledger.State;
import org.voxmatrix.ledger.TaskRow;
import org.voxmatrix.ledger.TaskRows;
import org.voxmatrix.recordings.RecordingWaves;
import org.voxmatrix.tables.CrashPoint;
import org.voxmatrix.tables.Warehouse;

/** Writes the waves of a verification run: results, operations, and then the task rows. */
public final class VerifyCommit {

  private final Ledger ledger;
  private final Run run;
  private final VerificationTable decisions;
  private final OperationTable operations;

  VerifyCommit(Warehouse warehouse, Run run) {
    this.ledger = new Ledger(warehouse);
    this.run = run;
    this.decisions = new VerificationTable(warehouse);
    this.operations = new OperationTable(warehouse);
  }

  void wave(int wave, List<AudioAnalyzer.Heard> heard, Verifier verifier) {
    List<VerificationRow> results = new ArrayList<>();
    List<OperationRow> done = new ArrayList<>();
    List<TaskRow> tasks = new ArrayList<>();
    Instant now = Instant.now();
    for (AudioAnalyzer.Heard one : heard) {
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
                verdict.accepted()
                    ? VerificationRow.Recognition.ACCEPT
                    : VerificationRow.Recognition.REJECT,
                verdict.score(),
                one.hearing().passPhrase());
        results.add(row);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("recognitionResult", row.recognitionResult().word());
        document.put("score", row.score());
        result = Json.write(document);
      }
      done.add(operation(one.item(), verdict.refusal(), result, now));
      tasks.add(task(one, verdict.refusal(), now));
    }
    CrashPoint.reach("verify.before-data", wave);
    run.checkLease();
    decisions.write(run.id(), wave, results);
    operations.write(run.id(), wave, done);
    CrashPoint.reach("verify.before-tasks", wave);
    run.checkLease();
    ledger.writeTasks(run.id(), wave, tasks);
    CrashPoint.reach("verify.after-tasks", wave);
  }

  private TaskRow task(AudioAnalyzer.Heard heard, Refusal refusal, Instant now) {
    return TaskRows.of(
        run,
        VerifyJob.NAME,
        heard.item(),
        refusal == null ? null : refusal.fault().type(),
        refusal == null ? null : refusal.message(),
        state(refusal),
        heard.hearing().audioLength(),
        now);
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

  private static State state(Refusal refusal) {
    return refusal == null
        ? State.DONE
        : refusal.equals(Refusal.INTERNAL) ? State.FAILED : State.REJECTED;
  }
}
