package org.voxmatrix.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.voxmatrix.enroll.EnrollmentDocument;
import org.voxmatrix.enroll.Registrar;
import org.voxmatrix.tables.CrashPoint;
import org.voxmatrix.tables.EnrollmentRow;
import org.voxmatrix.tables.EnrollmentTable;
import org.voxmatrix.tables.Ledger;
import org.voxmatrix.tables.OperationRow;
import org.voxmatrix.tables.OperationStatus;
import org.voxmatrix.tables.OperationTable;
import org.voxmatrix.tables.PlanItem;
import org.voxmatrix.tables.ProfileRow;
import org.voxmatrix.tables.ProfileTable;
import org.voxmatrix.tables.Run;
import org.voxmatrix.tables.State;
import org.voxmatrix.tables.Suppressions;
import org.voxmatrix.tables.TaskRow;
import org.voxmatrix.tables.Warehouse;

/**
 * Writes the waves of an enrollment run: enrollments first, then the profiles made of them, which
 * is what decides; operations and task rows follow from the enrollments. A wave whose profiles are
 * settled is never decided again, so that another run may go on from them.
 */
final class EnrollCommit {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Ledger ledger;
  private final Run run;
  private final String optionsKey;
  private final Registrar registrar;
  private final String model;
  private final ProfileTable profiles;
  private final EnrollmentTable enrollments;
  private final OperationTable operations;
  private final Map<String, Long> versions;
  private final Suppressions suppressed;

  /**
   * @param versions of the profiles when this process began to work; absent ones did not exist
   */
  EnrollCommit(
      Warehouse warehouse,
      Run run,
      String optionsKey,
      Registrar registrar,
      String model,
      Map<String, Long> versions,
      Suppressions suppressed) {
    this.ledger = new Ledger(warehouse);
    this.run = run;
    this.optionsKey = optionsKey;
    this.registrar = registrar;
    this.model = model;
    this.profiles = new ProfileTable(warehouse);
    this.enrollments = new EnrollmentTable(warehouse);
    this.operations = new OperationTable(warehouse);
    this.versions = new HashMap<>(versions);
    this.suppressed = suppressed;
  }

  /** Whether only the bookkeeping of a wave is left to do. */
  boolean isSettled(int wave) {
    return profiles.isSettled(run.id(), wave);
  }

  /** Decides on what was heard in a wave, and writes all of it. */
  void wave(int wave, List<PlanItem> items, List<EnrollWorker.Heard> heard) {
    CrashPoint.reach("enroll.before-data", wave);
    Set<String> changed = new HashSet<>();
    while (true) {
      EnrollWave decided = decide(heard, changed);
      run.checkLease();
      enrollments.write(run.id(), wave, decided.enrollments());
      CrashPoint.reach("enroll.after-enrollments", wave);
      List<ProfileRow> training = decided.inTraining();
      if (!training.isEmpty()) {
        profiles.stage(run.id(), wave, training);
        CrashPoint.reach("enroll.after-stage", wave);
      }
      run.checkLease();
      Set<String> since = profiles.settle(run.id(), wave, decided.profiles());
      if (since.isEmpty()) {
        decided.profiles().forEach(row -> versions.put(row.profileId(), row.version()));
        break;
      }
      changed.addAll(since);
    }
    CrashPoint.reach("enroll.after-profiles", wave);
    finish(wave, items);
  }

  /** Decides with the profiles as they are now; those that others changed give a conflict. */
  private EnrollWave decide(List<EnrollWorker.Heard> heard, Set<String> changed) {
    Map<String, ProfileRow> latest = profiles.latest(EnrollWave.profileIds(heard));
    latest
        .values()
        .forEach(
            row -> {
              if (row.version() != versions.getOrDefault(row.profileId(), 0L)) {
                changed.add(row.profileId());
              }
            });
    return EnrollWave.of(
        run.id(),
        registrar,
        model,
        heard,
        new EnrollWave.Before(latest, enrollments.of(latest.values()), changed, suppressed));
  }

  /** Writes what follows from a wave's enrollments, by which it is done. */
  void finish(int wave, List<PlanItem> items) {
    List<EnrollmentRow> rows = enrollments.of(run.id(), wave);
    Map<String, PlanItem> planned =
        items.stream().collect(Collectors.toMap(PlanItem::taskId, item -> item));
    List<OperationRow> done = new ArrayList<>();
    List<TaskRow> tasks = new ArrayList<>();
    for (EnrollmentRow row : rows) {
      done.add(operation(row));
      tasks.add(task(row, planned.get(row.enrollmentId())));
    }
    run.checkLease();
    operations.write(run.id(), wave, done);
    CrashPoint.reach("enroll.before-tasks", wave);
    run.checkLease();
    ledger.writeTasks(run.id(), wave, tasks);
    CrashPoint.reach("enroll.after-tasks", wave);
  }

  private OperationRow operation(EnrollmentRow row) {
    boolean accepted = row.state() == State.DONE;
    return new OperationRow(
        run.id(),
        row.wave(),
        row.enrollmentId(),
        "enrollment",
        accepted ? OperationStatus.SUCCEEDED : OperationStatus.FAILED,
        run.row().createdAt(),
        row.finishedAt(),
        row.message(),
        accepted ? EnrollmentDocument.processingResult(parse(row.document())).toString() : null);
  }

  private TaskRow task(EnrollmentRow row, PlanItem item) {
    return TaskRows.of(
        run,
        EnrollJob.NAME,
        item,
        row.fault(),
        row.message(),
        row.state(),
        row.audioLength(),
        optionsKey,
        row.finishedAt());
  }

  private static ObjectNode parse(String document) {
    try {
      return (ObjectNode) JSON.readTree(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
