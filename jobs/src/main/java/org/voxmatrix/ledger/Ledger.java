package org.voxmatrix.ledger;

import static org.apache.iceberg.expressions.Expressions.alwaysTrue;
import static org.apache.iceberg.expressions.Expressions.and;
import static org.apache.iceberg.expressions.Expressions.equal;
import static org.apache.iceberg.expressions.Expressions.greaterThanOrEqual;
import static org.apache.iceberg.expressions.Expressions.lessThan;
import static org.apache.iceberg.expressions.Expressions.notEqual;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.apache.iceberg.expressions.Expression;
import org.voxmatrix.error.Fault;
import org.voxmatrix.identity.Json;
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
  private static final RowMapper<FinishedTask> FINISHED =
      RowMapper.view(VoxTable.TASKS, FinishedTask.class);
  private static final RowMapper<DoneItem> DONE = RowMapper.view(VoxTable.TASKS, DoneItem.class);
  private static final RowMapper<ReplacedItem> REPLACED =
      RowMapper.view(VoxTable.TASKS, ReplacedItem.class);
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

  /** The runs of erasures, as they are written. */
  public List<RunRow> erasures() {
    return new RowTable<>(warehouse, RUNS).read(equal("job", "erase"));
  }

  /** The run of that id, in the state in which it truly is. */
  public Optional<RunRow> run(String runId) {
    return stored(runId).map(this::seen);
  }

  /** A running run without a working process is interrupted. */
  private RunRow seen(RunRow run) {
    boolean orphaned =
        run.state() == State.RUNNING && !new LeaseTable(warehouse).isLive(run.runId());
    return orphaned ? run.withState(State.INTERRUPTED) : run;
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

  /** Finished tasks of a run and of its parts, in order. */
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
    return tasks.find(equal("task_id", taskId)).filter(task -> !task.isPart());
  }

  /**
   * The planned tasks of a run, finished or not, in order.
   *
   * @param first position of the first one, from 0
   * @param count how many at most
   */
  public List<TaskState> taskStates(RunRow run, long first, long count) {
    Expression ofRun = equal("run_id", run.runId());
    Map<String, FinishedTask> finished = new HashMap<>();
    new RowTable<>(warehouse, FINISHED).forEach(ofRun, task -> finished.put(task.taskId(), task));
    int current = currentWave(run.runId());
    return new RowTable<>(warehouse, PLAN)
            .read(
                and(
                    ofRun,
                    greaterThanOrEqual("position", first),
                    lessThan("position", first + count)))
            .stream()
            .sorted(Comparator.comparingLong(PlanItem::position))
            .map(item -> stateOf(item, finished.get(item.taskId()), run, current))
            .toList();
  }

  private static TaskState stateOf(PlanItem item, FinishedTask finished, RunRow run, int current) {
    return finished == null
        ? new TaskState(item.taskId(), item.itemId(), unfinishedState(item, run, current), null)
        : new TaskState(item.taskId(), item.itemId(), finished.state(), finished.fault());
  }

  private record FinishedTask(String taskId, State state, String fault) {}

  /**
   * A planned task and how far it is.
   *
   * @param fault why it was rejected or failed, or null
   */
  public record TaskState(String taskId, String itemId, State state, String fault) {}

  /** The run and item of a planned task, finished or not. */
  public Optional<PlannedTask> planned(String taskId) {
    return new RowTable<>(warehouse, PLANNED).find(equal("task_id", taskId));
  }

  /** A planned item together with its run. */
  public record PlannedTask(String runId, PlanItem item) {}

  /** The state of a planned task that has no row in {@code tasks} yet. */
  public State unfinishedState(PlannedTask task) {
    return run(task.runId())
        .map(run -> unfinishedState(task.item(), run, currentWave(task.runId())))
        .orElse(State.PENDING);
  }

  /** Waves are done in order, so the first one that is not done is the one being worked on. */
  private int currentWave(String runId) {
    SortedSet<Integer> done = wavesDone(runId);
    int current = 0;
    while (done.contains(current)) {
      current++;
    }
    return current;
  }

  /** The task of a run as a whole is worked on in all its waves. */
  private static State unfinishedState(PlanItem item, RunRow run, int current) {
    boolean begun = item.wave() == current || item.taskId().equals(RunPart.TASK.of(run.runId()));
    return run.state() == State.RUNNING && begun ? State.RUNNING : State.PENDING;
  }

  /** What identifies a recording across runs. */
  public record DoneItem(String itemId, String uri, Long size) {}

  /** A recording whose file was another one than when it was listed. */
  record ReplacedItem(String itemId, String uri, String detail) {

    /** As an unchanged manifest still lists it. */
    DoneItem listed() {
      JsonNode size = Json.read(detail).at("/0/context/listed_size");
      return new DoneItem(itemId, uri, size.longValue());
    }
  }

  /** Everything that a job already did under the same model and options. */
  public Set<DoneItem> done(String job, String optionsKey) {
    Set<DoneItem> done = new HashSet<>();
    Expression same = and(equal("job", job), equal("options_key", optionsKey));
    new RowTable<>(warehouse, DONE)
        .forEach(and(same, equal("state", State.DONE.word())), done::add);
    new RowTable<>(warehouse, REPLACED)
        .forEach(
            and(same, equal("fault", Fault.AUDIO_REPLACED.type())), row -> done.add(row.listed()));
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
