package org.voxmatrix.jobs.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.fixtures.OwnWarehouse;
import org.voxmatrix.ledger.CallerIds;
import org.voxmatrix.ledger.FinishedItem;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.OperationRow;
import org.voxmatrix.ledger.OperationTable;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.ledger.RunPart;
import org.voxmatrix.ledger.RunRow;
import org.voxmatrix.ledger.State;
import org.voxmatrix.ledger.TaskRow;

/** SQL sees the states that {@code status} shows. */
@Tag("slow")
class StateFunctionsTest {

  private static final CallerIds NOBODY = new CallerIds(null, null);

  @TempDir Path folder;
  private OwnWarehouse own;
  private Ledger ledger;
  private Run verification;
  private Run comparison;

  /** An interrupted extraction, and a verification and a comparison in their second waves. */
  @BeforeEach
  void runs() {
    own = OwnWarehouse.in(folder);
    own.warehouse().createTables();
    ledger = new Ledger(own.warehouse());
    try (Run extraction = open("extract")) {
      plan(extraction, 2);
    }
    verification = open("verify");
    List<PlanItem> claims = plan(verification, 3);
    ledger.writeTasks(verification.id(), 0, List.of(done(verification, claims.get(0))));
    comparison = open("compare");
    PlanItem whole = item(2, 0, RunPart.TASK.of(comparison.id()));
    comparison.plan(List.of(whole), 3, 0);
    PlanItem part = item(0, 0, RunPart.id(comparison.id(), 0));
    ledger.writeTasks(comparison.id(), 0, List.of(done(comparison, part).asPart()));
  }

  @AfterEach
  void close() {
    verification.close();
    comparison.close();
    own.close();
  }

  @Test
  void statesAreThoseOfStatus() {
    assertThat(texts("SELECT job, state FROM run_states() ORDER BY job"))
        .containsExactly("compare running", "extract interrupted", "verify running");
    assertThat(texts("SELECT job, state FROM task_states() ORDER BY job, position"))
        .containsExactly(
            "compare running",
            "extract pending",
            "extract pending",
            "verify done",
            "verify running",
            "verify pending");
    assertThat(texts("SELECT kind, status FROM operation_states() ORDER BY status"))
        .containsExactly("verification notstarted", "verification running");
    seeTheSame();
    verification.close();
    comparison.close();
    assertThat(texts("SELECT DISTINCT state FROM run_states()")).containsExactly("interrupted");
    assertThat(texts("SELECT state, count(*) FROM task_states() GROUP BY state ORDER BY state"))
        .containsExactly("done 1", "pending 5");
    seeTheSame();
  }

  private void seeTheSame() {
    for (RunRow run : ledger.runs()) {
      assertThat(
              texts(
                  "SELECT task_id, state FROM task_states() WHERE run_id = '%s' ORDER BY position"
                      .formatted(run.runId())))
          .isEqualTo(
              ledger.taskStates(run, 0, 10).stream()
                  .map(task -> task.taskId() + " " + task.state().word())
                  .toList());
    }
    OperationTable operations = new OperationTable(own.warehouse());
    for (Row row : own.spark().sql("SELECT * FROM operation_states()").collectAsList()) {
      OperationRow same = operations.find(row.getAs("operation_id"), Instant.EPOCH).orElseThrow();
      assertThat(row.<String>getAs("status")).isEqualTo(same.status().word());
      assertThat(row.<java.sql.Timestamp>getAs("last_action_at").toInstant())
          .isEqualTo(same.lastActionAt());
    }
  }

  private List<String> texts(String query) {
    return own.spark().sql(query).collectAsList().stream().map(row -> row.mkString(" ")).toList();
  }

  private Run open(String job) {
    return Run.open(
        own.warehouse(), new Run.Request(job, "key", "{}", null, null, null, NOBODY, null));
  }

  private static List<PlanItem> plan(Run run, int waves) {
    List<PlanItem> items =
        IntStream.range(0, waves).mapToObj(i -> item(i, i, RunPart.id(run.id(), i))).toList();
    run.plan(items, waves, 0);
    return items;
  }

  private static PlanItem item(int wave, long position, String taskId) {
    return new PlanItem(wave, position, taskId, "item", null, -1, "", 0, false, null);
  }

  private static TaskRow done(Run run, PlanItem item) {
    return new FinishedItem(item, State.DONE, null, "[]", null, null, Instant.now())
        .task(run, null);
  }
}
