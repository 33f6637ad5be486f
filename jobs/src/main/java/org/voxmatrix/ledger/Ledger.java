package org.voxmatrix.ledger;

import static org.apache.iceberg.expressions.Expressions.and;
import static org.apache.iceberg.expressions.Expressions.equal;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.voxmatrix.tables.Fields;
import org.voxmatrix.tables.Rows;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/**
 * Runs, their frozen plans, and what of them is done. A wave's data rows are committed first, its
 * task rows last: a wave is done when its task rows are there.
 */
public final class Ledger {

  private final Warehouse warehouse;

  public Ledger(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** Every run, newest first. */
  public List<RunRow> runs() {
    return read(VoxTable.RUNS, Expressions.alwaysTrue()).stream()
        .map(RunRow::of)
        .map(this::seen)
        .sorted(Comparator.comparing(RunRow::createdAt).reversed())
        .toList();
  }

  /** The run of that id, in the state in which it truly is. */
  public Optional<RunRow> run(String runId) {
    return stored(runId).map(this::seen);
  }

  /** A running run that nobody works on is interrupted. */
  private RunRow seen(RunRow run) {
    boolean orphaned =
        run.state() == State.RUNNING && Lease.liveOn(warehouse, run.runId()).isEmpty();
    return orphaned ? run.to(State.INTERRUPTED, run.error()) : run;
  }

  Optional<RunRow> stored(String runId) {
    return read(VoxTable.RUNS, equal("run_id", runId)).stream().map(RunRow::of).findFirst();
  }

  void save(RunRow run) {
    Rows.overwrite(
        warehouse.table(VoxTable.RUNS), equal("run_id", run.runId()), List.of(run.toRecord()));
  }

  void savePlan(String runId, List<PlanItem> items) {
    Rows.overwrite(
        warehouse.table(VoxTable.PLAN_ITEMS),
        equal("run_id", runId),
        items.stream().map(item -> item.toRecord(runId)).toList());
  }

  /** The frozen plan of a run, in order. */
  public List<PlanItem> plan(String runId) {
    return read(VoxTable.PLAN_ITEMS, equal("run_id", runId)).stream()
        .map(PlanItem::of)
        .sorted(Comparator.comparingLong(PlanItem::position))
        .toList();
  }

  /** Finished tasks of a run, in order. */
  public List<TaskRow> tasks(String runId) {
    return sorted(read(VoxTable.TASKS, equal("run_id", runId)));
  }

  /** Items of a run that were rejected or failed. */
  public Set<String> unfinishedItems(String runId) {
    if (stored(runId).isEmpty()) {
      throw NotFound.run(runId);
    }
    Set<String> items = new HashSet<>();
    for (Record row : read(VoxTable.TASKS, equal("run_id", runId))) {
      TaskRow task = TaskRow.of(row);
      if (task.state() != State.DONE) {
        items.add(task.itemId());
      }
    }
    return items;
  }

  /** Counts of the finished tasks of a run that belong to {@code job}. */
  public RunSummary summary(String runId, String job) {
    return RunSummary.of(read(VoxTable.TASKS, and(equal("run_id", runId), equal("job", job))));
  }

  /** The finished task of that id. */
  public Optional<TaskRow> task(String taskId) {
    return sorted(read(VoxTable.TASKS, equal("task_id", taskId))).stream().findFirst();
  }

  /** The run and item of a planned task, finished or not. */
  public Optional<PlannedTask> planned(String taskId) {
    return read(VoxTable.PLAN_ITEMS, equal("task_id", taskId)).stream()
        .map(row -> new PlannedTask(new Fields(row).string("run_id"), PlanItem.of(row)))
        .findFirst();
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
    for (Record row : read(VoxTable.TASKS, and(same, equal("state", State.DONE.word())))) {
      TaskRow task = TaskRow.of(row);
      done.add(new DoneItem(task.itemId(), task.uri(), task.size()));
    }
    return done;
  }

  /** The waves of a run whose task rows are there; read from metadata alone. */
  public SortedSet<Integer> wavesDone(String runId) {
    SortedSet<Integer> waves = new TreeSet<>();
    Table table = warehouse.existing(VoxTable.TASKS);
    if (table == null) {
      return waves;
    }
    try (CloseableIterable<FileScanTask> files =
        table.newScan().filter(equal("run_id", runId)).planFiles()) {
      files.forEach(file -> waves.add(file.file().partition().get(1, Integer.class)));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return waves;
  }

  /** Writes the task rows of a wave, by which it is done. */
  public void writeTasks(String runId, int wave, List<TaskRow> rows) {
    overwriteWave(VoxTable.TASKS, runId, wave, rows.stream().map(TaskRow::toRecord).toList());
  }

  private void overwriteWave(VoxTable table, String runId, int wave, List<Record> rows) {
    Rows.overwriteWave(warehouse.table(table), runId, wave, rows);
  }

  private List<Record> read(VoxTable table, Expression filter) {
    return Rows.read(warehouse.existing(table), filter);
  }

  private static List<TaskRow> sorted(List<Record> rows) {
    return rows.stream()
        .map(TaskRow::of)
        .sorted(Comparator.comparingLong(TaskRow::position))
        .toList();
  }
}
