package org.voxmatrix.ledger;

import static org.apache.iceberg.expressions.Expressions.alwaysTrue;
import static org.apache.iceberg.expressions.Expressions.and;
import static org.apache.iceberg.expressions.Expressions.equal;
import static org.apache.iceberg.expressions.Expressions.notEqual;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.apache.iceberg.expressions.Expression;
import org.voxmatrix.tables.RowMapper;
import org.voxmatrix.tables.RowTable;
import org.voxmatrix.tables.TableFiles;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/**
 * Runs, their frozen plans, and what of them is done. A wave's data rows are committed first, its
 * task rows last: a wave is done when its task rows are there.
 */
public final class Ledger {

  private static final RowMapper<RunRow> RUNS = RowMapper.of(VoxTable.RUNS, RunRow.class);
  private static final RowMapper<PlanItem> PLAN = RowMapper.of(VoxTable.PLAN_ITEMS, PlanItem.class);
  private static final RowMapper<PlannedTask> PLANNED =
      RowMapper.view(VoxTable.PLAN_ITEMS, PlannedTask.class);
  private static final RowMapper<TaskRow> TASKS = RowMapper.of(VoxTable.TASKS, TaskRow.class);
  private static final RowMapper<DoneItem> DONE = RowMapper.view(VoxTable.TASKS, DoneItem.class);
  private static final RowMapper<RunSummary.Task> COUNTED =
      RowMapper.view(VoxTable.TASKS, RunSummary.Task.class);

  private final Warehouse warehouse;
  private final RowTable<TaskRow> tasks;

  public Ledger(Warehouse warehouse) {
    this.warehouse = warehouse;
    this.tasks = new RowTable<>(warehouse, TASKS);
  }

  /** Every run, newest first. */
  public List<RunRow> runs() {
    return new RowTable<>(warehouse, RUNS)
        .read(alwaysTrue()).stream()
            .map(this::seen)
            .sorted(Comparator.comparing(RunRow::createdAt).reversed())
            .toList();
  }

  /** The run of that id, in the state in which it truly is. */
  public Optional<RunRow> run(String runId) {
    return stored(runId).map(this::seen);
  }

  /** A running run without a working process is interrupted. */
  private RunRow seen(RunRow run) {
    boolean orphaned =
        run.state() == State.RUNNING && !new LeaseTable(warehouse).isLive(run.runId());
    return orphaned ? run.to(State.INTERRUPTED, run.error()) : run;
  }

  Optional<RunRow> stored(String runId) {
    return new RowTable<>(warehouse, RUNS).find(equal("run_id", runId));
  }

  void save(RunRow run) {
    new RowTable<>(warehouse, RUNS).overwriteRun(run.runId(), List.of(run));
  }

  void savePlan(String runId, List<PlanItem> items) {
    new RowTable<>(warehouse, PLAN).overwriteRun(runId, items);
  }

  /** The frozen plan of a run, in order. */
  public List<PlanItem> plan(String runId) {
    return new RowTable<>(warehouse, PLAN)
        .read(equal("run_id", runId)).stream()
            .sorted(Comparator.comparingLong(PlanItem::position))
            .toList();
  }

  /** Finished tasks of a run, in order. */
  public List<TaskRow> tasks(String runId) {
    return tasks.read(equal("run_id", runId)).stream()
        .sorted(Comparator.comparingLong(TaskRow::position))
        .toList();
  }

  /** Items of a run that were rejected or failed. */
  public Set<String> unfinishedItems(String runId) {
    if (stored(runId).isEmpty()) {
      throw NotFound.run(runId);
    }
    Expression unfinished = notEqual("state", State.DONE.word());
    Set<String> items = new HashSet<>();
    new RowTable<>(warehouse, DONE)
        .forEach(and(equal("run_id", runId), unfinished), item -> items.add(item.itemId()));
    return items;
  }

  /** Counts of the finished tasks of a run that belong to {@code job}. */
  public RunSummary summary(String runId, String job) {
    return RunSummary.of(
        new RowTable<>(warehouse, COUNTED).read(and(equal("run_id", runId), equal("job", job))));
  }

  /** The finished task of that id. */
  public Optional<TaskRow> task(String taskId) {
    return tasks.find(equal("task_id", taskId));
  }

  /** The run and item of a planned task, finished or not. */
  public Optional<PlannedTask> planned(String taskId) {
    return new RowTable<>(warehouse, PLANNED).find(equal("task_id", taskId));
  }

  /** A planned item together with its run. */
  public record PlannedTask(String runId, PlanItem item) {}

  /**
   * The state of a planned task that has no row in {@code tasks} yet. Waves are done in order, so
   * the first wave that is not done is the one being worked on.
   */
  public State unfinishedState(PlannedTask task) {
    boolean live = run(task.runId()).filter(run -> run.state() == State.RUNNING).isPresent();
    SortedSet<Integer> done = wavesDone(task.runId());
    int current = 0;
    while (done.contains(current)) {
      current++;
    }
    return live && task.item().wave() == current ? State.RUNNING : State.PENDING;
  }

  /** What identifies a recording across runs. */
  public record DoneItem(String itemId, String uri, Long size) {}

  /** Everything that a job already did under the same model and options. */
  public Set<DoneItem> done(String job, String optionsKey) {
    Set<DoneItem> done = new HashSet<>();
    Expression same = and(equal("job", job), equal("options_key", optionsKey));
    new RowTable<>(warehouse, DONE)
        .forEach(and(same, equal("state", State.DONE.word())), done::add);
    return done;
  }

  /** The waves of a run whose task rows are there; read from metadata alone. */
  public SortedSet<Integer> wavesDone(String runId) {
    return new TableFiles(warehouse, VoxTable.TASKS).waves(runId);
  }

  /** Writes the task rows of a wave, by which it is done. */
  public void writeTasks(String runId, int wave, List<TaskRow> rows) {
    tasks.overwriteWave(runId, wave, rows);
  }
}
