package org.voxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.fixtures.TableRows;
import org.voxmatrix.ledger.CallerIds;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.ledger.Run;
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
        java.util.Map.of(
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
    String[] arguments = new String[options.length + 3];
    arguments[0] = "status";
    System.arraycopy(options, 0, arguments, 1, options.length);
    arguments[options.length + 1] = "--warehouse";
    arguments[options.length + 2] = folder.toString();
    assertThat(command.of(arguments)).as(command.err()).isEqualTo(exitCode);
    return json(command);
  }

  private static JsonNode json(CommandRun command) {
    try {
      return new ObjectMapper().readTree(command.out());
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(command.out() + command.err(), e);
    }
  }
}
