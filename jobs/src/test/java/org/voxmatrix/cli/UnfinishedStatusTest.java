package org.voxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.fixtures.TableRows;
import org.voxmatrix.ledger.CallerIds;
import org.voxmatrix.ledger.FinishedItem;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.ledger.RunPart;
import org.voxmatrix.ledger.State;
import org.voxmatrix.ledger.TaskRow;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** States that no table has, because they follow from a plan, its waves and its lease. */
@Tag("slow")
class UnfinishedStatusTest {

  private static final String RUN = "11111111-1111-1111-1111-111111111111";
  private static final int WAVES = 3;

  @TempDir Path folder;
  private Warehouse warehouse;
  private Run run;

  @BeforeEach
  void open() {
    warehouse = Warehouse.embedded(folder);
    warehouse.createTables();
    run = opened("verify");
    run.plan(IntStream.range(0, WAVES).mapToObj(UnfinishedStatusTest::item).toList(), WAVES, 0);
  }

  @AfterEach
  void close() {
    run.close();
    warehouse.close();
  }

  @Test
  void theFirstWaveThatIsNotDoneIsBeingWorkedOn() throws Exception {
    assertThat(operations()).containsExactly("running", "notstarted", "notstarted");
    assertThat(tasks()).containsExactly("running", "pending", "pending");
    done(0);
    assertThat(operations().subList(1, WAVES)).containsExactly("running", "notstarted");
    assertThat(tasks().subList(1, WAVES)).containsExactly("running", "pending");
    assertThat(stateOfRun()).isEqualTo("running");
  }

  @Test
  void whatNobodyWorksOnIsNotStarted() throws Exception {
    done(0);
    run.close();
    assertThat(stateOfRun()).isEqualTo("interrupted");
    assertThat(operations().subList(1, WAVES)).containsExactly("notstarted", "notstarted");
    assertThat(tasks().subList(1, WAVES)).containsExactly("pending", "pending");
    assertThat(TableRows.texts(warehouse, VoxTable.RUNS, "state")).containsExactly("running");

    run = opened("verify");
    run.resume();
    assertThat(stateOfRun()).isEqualTo("running");
    assertThat(operations().subList(1, WAVES)).containsExactly("running", "notstarted");
  }

  /** Times are those of the run: an operation that is being worked on never expires. */
  @Test
  void anOperationUnderWayIsKeptHoweverOldItIs() throws Exception {
    JsonNode running = answer(0, "--operation", "task-0", "--retention-operations", "0m");
    assertThat(running.fieldNames())
        .toIterable()
        .containsExactly("status", "createdDateTime", "lastActionDateTime");
    run.close();
    assertThat(answer(4, "--operation", "task-0", "--retention-operations", "0m").toString())
        .contains("No operation id found");
  }

  @Test
  void onlyPeoplesRecordingsAreOperations() throws Exception {
    try (Run extraction = opened("extract")) {
      extraction.plan(List.of(item(7)), 1, 0);
      assertThat(answer(0, "--task", "task-7").at("/task/state").textValue()).isEqualTo("pending");
      assertThat(answer(4, "--operation", "task-7").toString()).contains("No operation id found");
    }
  }

  @Test
  void allTasksOfARunHaveIdsFromItsStart() {
    done(0);
    assertThat(lines("--tasks", RUN))
        .containsExactly(
            "task-0\tdone\titem-0\t", "task-1\trunning\titem-1\t", "task-2\tpending\titem-2\t");
    JsonNode all = answer(0, "--tasks", RUN, "--json");
    assertThat(all.findValuesAsText("state")).containsExactly("done", "running", "pending");
    JsonNode page = answer(0, "--run", RUN, "--offset", "1", "--limit", "1");
    assertThat(page.get("tasks_page").findValuesAsText("task_id")).containsExactly("task-1");
    assertThat(page.get("next_offset").longValue()).isEqualTo(2);
    JsonNode last = answer(0, "--run", RUN, "--offset", "2");
    assertThat(last.get("tasks_page").findValuesAsText("state")).containsExactly("pending");
    assertThat(last.has("next_offset")).isFalse();
    assertThat(new CommandRun().of(arguments("--run", RUN, "--limit", "0"))).isEqualTo(2);
  }

  /** A comparison is planned as one task of the last wave, and its parts mark waves as done. */
  @Test
  void aComparisonIsRunningInAllItsWavesAndItsPartsAreNoTasks() {
    try (Run comparison = opened("compare")) {
      String task = RunPart.TASK.of(comparison.id());
      PlanItem whole = new PlanItem(2, 0, task, "comparison", null, -1, "", 0, false, null);
      comparison.plan(List.of(whole), 3, 0);
      TaskRow part =
          new FinishedItem(
                  new PlanItem(0, 0, "part-0", "set members", null, -1, "", 0, false, null),
                  State.DONE,
                  null,
                  "[]",
                  null,
                  null,
                  Instant.now())
              .task(comparison, null)
              .asPart();
      new Ledger(warehouse).writeTasks(comparison.id(), 0, List.of(part));

      assertThat(text("--task", task, "/task/state")).isEqualTo("running");
      assertThat(lines("--tasks", comparison.id()))
          .containsExactly(task + "\trunning\tcomparison\t");
      assertThat(new CommandRun().of(arguments("--task", "part-0"))).isEqualTo(4);
    }
  }

  @Test
  void aPlanWhoseRunIsNotWrittenYetHasNoOperations() {
    try (Run planned = opened("identify")) {
      TableRows.add(
          warehouse,
          VoxTable.PLAN_ITEMS,
          Map.of(
              "run_id",
              planned.id(),
              "wave",
              7,
              "position",
              7L,
              "task_id",
              "task-7",
              "item_id",
              "item-7"));
      assertThat(text("--task", "task-7", "/task/state")).isEqualTo("pending");
      assertThat(answer(4, "--operation", "task-7").toString()).contains("No operation id found");
    }
  }

  @Test
  void anOldRunAndItsTasksAreNotFoundBeforeTheyAreRemoved() {
    done(0);
    String[] never = {"--retention-tasks", "0m"};
    assertThat(answer(0, "--task", "task-1", never[0], never[1]).at("/task/state").textValue())
        .isEqualTo("running");
    run.close();
    for (String subject : List.of("--run " + RUN, "--tasks " + RUN, "--task task-1")) {
      String[] words = subject.split(" ");
      assertThat(new CommandRun().of(arguments(words))).as(subject).isZero();
      String[] expired = {words[0], words[1], never[0], never[1]};
      assertThat(new CommandRun().of(arguments(expired))).as(subject).isEqualTo(4);
    }
    assertThat(lines()).hasSize(2);
    assertThat(lines("--retention-tasks", "0m")).hasSize(1);
  }

  private List<String> lines(String... options) {
    CommandRun command = new CommandRun();
    command.of(arguments(options));
    return command.out().lines().toList();
  }

  private Run opened(String job) {
    String id = job.equals("verify") ? RUN : "of " + job;
    CallerIds nobody = new CallerIds(null, null);
    return Run.open(warehouse, new Run.Request(job, "key", "{}", null, null, id, nobody, null));
  }

  private static PlanItem item(int wave) {
    return new PlanItem(
        wave, wave, "task-" + wave, "item-" + wave, "file:/a.wav", 1, "m.parquet", 0, false, null);
  }

  private void done(int wave) {
    TableRows.add(
        warehouse,
        VoxTable.TASKS,
        Map.of(
            "run_id",
            RUN,
            "wave",
            wave,
            "job",
            "verify",
            "task_id",
            "task-" + wave,
            "item_id",
            "item-" + wave,
            "state",
            "done"));
  }

  private List<String> operations() throws Exception {
    return IntStream.range(0, WAVES)
        .mapToObj(wave -> text("--operation", "task-" + wave, "/status"))
        .toList();
  }

  private List<String> tasks() {
    return IntStream.range(0, WAVES)
        .mapToObj(wave -> text("--task", "task-" + wave, "/task/state"))
        .toList();
  }

  private String stateOfRun() {
    return text("--run", RUN, "/state");
  }

  private String text(String what, String id, String pointer) {
    CommandRun command = new CommandRun();
    command.of("status", what, id, "--warehouse", folder.toString());
    return json(command).at(pointer).textValue();
  }

  private JsonNode answer(int exitCode, String... options) {
    CommandRun command = new CommandRun();
    assertThat(command.of(arguments(options))).as(command.err()).isEqualTo(exitCode);
    return json(command);
  }

  private String[] arguments(String... options) {
    List<String> arguments = new ArrayList<>(List.of("status"));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("--warehouse", folder.toString()));
    return arguments.toArray(String[]::new);
  }

  private static JsonNode json(CommandRun command) {
    try {
      return new ObjectMapper().readTree(command.out());
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(command.out() + command.err(), e);
    }
  }
}
