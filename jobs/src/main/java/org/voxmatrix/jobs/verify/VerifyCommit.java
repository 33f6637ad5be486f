package org.voxmatrix.jobs.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.voxmatrix.jobs.decision.Decision;
import org.voxmatrix.jobs.profiles.Refusal;
import org.voxmatrix.jobs.profiles.audio.AnalyzedClaim;
import org.voxmatrix.ledger.FinishedItem;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.OperationRow;
import org.voxmatrix.ledger.OperationTable;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.ledger.State;
import org.voxmatrix.ledger.TaskRow;
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

  void wave(int wave, List<AnalyzedClaim> analyzed, Verifier verifier) {
    List<VerificationRow> results = new ArrayList<>();
    List<OperationRow> done = new ArrayList<>();
    List<TaskRow> tasks = new ArrayList<>();
    Instant now = Instant.now();
    Decision decision = verifier.scale().decision();
    for (AnalyzedClaim one : analyzed) {
      Verifier.Verdict verdict = verifier.of(one.item().itemId(), one.claim(), one.analysis());
      if (RecordingWaves.refusal(one.item()).isPresent()) {
        verdict = Verifier.Verdict.refused(null, one.analysis().refusal());
      }
      if (verdict.refusal() == null) {
        results.add(
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
                one.analysis().passPhrase(),
                verdict.replaySuspected(),
                decision.written(decision.threshold()),
                decision.writtenKind()));
      }
      Refusal refusal = verdict.refusal();
      FinishedItem finished =
          FinishedItem.of(
              one.item(),
              refusal == null ? State.DONE : refusal.state(),
              refusal == null ? null : refusal.detail(),
              one.analysis().audioLength(),
              now);
      done.add(finished.operation(run));
      tasks.add(finished.task(run, null));
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
}
