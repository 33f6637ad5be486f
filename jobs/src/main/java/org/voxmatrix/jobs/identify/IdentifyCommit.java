package org.voxmatrix.jobs.identify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.jobs.identify.IdentificationRow.Ranked;
import org.voxmatrix.ledger.FinishedItem;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.OperationRow;
import org.voxmatrix.ledger.OperationTable;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.ledger.State;
import org.voxmatrix.ledger.TaskRow;
import org.voxmatrix.recordings.RecordingWaves;
import org.voxmatrix.tables.CrashPoint;
import org.voxmatrix.tables.Warehouse;

/** Writes the waves of an identification run: decisions, operations, and then the task rows. */
final class IdentifyCommit {

  private static final String UNUSABLE = "The voiceprint cannot be compared with the profiles.";

  private final Ledger ledger;
  private final Run run;
  private final Identifier identifier;
  private final IdentificationTable decisions;
  private final OperationTable operations;
  private final Map<String, TaskRow> extractions;

  /**
   * @param extractions tasks that made the voiceprints, by recording; empty where they were ready
   */
  IdentifyCommit(
      Warehouse warehouse, Run run, Identifier identifier, Map<String, TaskRow> extractions) {
    this.ledger = new Ledger(warehouse);
    this.run = run;
    this.identifier = identifier;
    this.decisions = new IdentificationTable(warehouse);
    this.operations = new OperationTable(warehouse);
    this.extractions = Map.copyOf(extractions);
  }

  void wave(int wave, List<PlanItem> items, Map<Rankings.Channel, List<Ranked>> rankings) {
    Map<String, List<IdentificationRow>> found = new HashMap<>();
    Map<String, PlanItem> planned = new HashMap<>();
    items.stream()
        .filter(item -> RecordingWaves.refusal(item).isEmpty())
        .forEach(item -> planned.put(item.itemId(), item));
    rankings.forEach(
        (channel, ranking) -> {
          PlanItem item = planned.get(channel.recordingId());
          if (item != null) {
            found
                .computeIfAbsent(channel.recordingId(), id -> new ArrayList<>())
                .add(row(item, channel, ranking));
          }
        });
    List<OperationRow> done = new ArrayList<>();
    List<TaskRow> tasks = new ArrayList<>();
    Instant now = Instant.now();
    for (PlanItem item : items) {
      List<IdentificationRow> rows = item.repeated() ? null : found.get(item.itemId());
      FinishedItem finished = finished(item, rows != null, now);
      tasks.add(finished.task(run, null));
      done.add(finished.operation(run));
    }
    CrashPoint.reach("identify.before-data", wave);
    run.checkLease();
    decisions.write(run.id(), wave, ordered(found));
    operations.write(run.id(), wave, done);
    CrashPoint.reach("identify.before-tasks", wave);
    run.checkLease();
    ledger.writeTasks(run.id(), wave, tasks);
    CrashPoint.reach("identify.after-tasks", wave);
  }

  private static List<IdentificationRow> ordered(Map<String, List<IdentificationRow>> found) {
    return found.values().stream()
        .flatMap(List::stream)
        .sorted(
            Comparator.comparing(IdentificationRow::recordingId)
                .thenComparing(IdentificationRow::channelNumber)
                .thenComparing(
                    IdentificationRow::speakerNumber,
                    Comparator.nullsFirst(Comparator.naturalOrder())))
        .toList();
  }

  private IdentificationRow row(PlanItem item, Rankings.Channel channel, List<Ranked> ranking) {
    return new IdentificationRow(
        run.id(),
        item.wave(),
        item.taskId(),
        item.itemId(),
        channel.number(),
        identifier.profileId(ranking),
        identifier.confidence(ranking),
        identifier.decision().written(ranking.get(0).score()),
        identifier.written(ranking),
        identifier.decision().written(identifier.decision().threshold()),
        identifier.decision().writtenKind(),
        channel.speaker());
  }

  private FinishedItem finished(PlanItem item, boolean found, Instant now) {
    Optional<RejectedException> refusal = RecordingWaves.refusal(item);
    if (refusal.isPresent()) {
      return FinishedItem.refused(item, refusal.get(), now);
    }
    TaskRow extraction = extractions.get(item.itemId());
    if (extraction != null && extraction.state() != State.DONE) {
      return new FinishedItem(
          item,
          extraction.state(),
          extraction.fault(),
          extraction.detail(),
          extraction.audioLength(),
          null,
          now);
    }
    Double length = extraction == null ? null : extraction.audioLength();
    return found
        ? FinishedItem.of(item, State.DONE, null, length, now)
        : FinishedItem.of(
            item,
            State.REJECTED,
            FinishedItem.detail(Fault.VOICEPRINT_BAD_VALUE.type(), UNUSABLE, null),
            length,
            now);
  }
}
