package org.voxmatrix.jobs.extract;

import java.time.Instant;
import java.util.List;
import org.voxmatrix.ledger.FinishedItem;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.ledger.TaskRow;
import org.voxmatrix.tables.CrashPoint;

/** Writes the outcomes of a wave: voiceprints first, then the task rows by which it is done. */
record ExtractCommit(
    Ledger ledger, VoiceprintTable voiceprints, SegmentTable segments, Run run, String optionsKey) {

  void wave(int wave, List<Outcome> outcomes) {
    List<VoiceprintRow> rows =
        outcomes.stream().flatMap(outcome -> outcome.voiceprints().stream()).toList();
    Instant now = Instant.now();
    List<TaskRow> tasks = outcomes.stream().map(outcome -> task(outcome, now)).toList();
    CrashPoint.reach("extract.before-data", wave);
    run.checkLease();
    voiceprints.write(run.id(), wave, rows);
    segments.write(
        run.id(), wave, outcomes.stream().flatMap(one -> one.segments().stream()).toList());
    CrashPoint.reach("extract.before-tasks", wave);
    run.checkLease();
    ledger.writeTasks(run.id(), wave, tasks);
    CrashPoint.reach("extract.after-tasks", wave);
  }

  private TaskRow task(Outcome outcome, Instant now) {
    return new FinishedItem(
            outcome.item(),
            outcome.state(),
            outcome.fault(),
            outcome.detail(),
            outcome.audioLength(),
            outcome.secondsSpent(),
            now)
        .task(run, optionsKey);
  }
}
