package org.voxmatrix.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.fixtures.BrokenProgress;
import org.voxmatrix.fixtures.RawSets;
import org.voxmatrix.fixtures.SparkFixture;
import org.voxmatrix.jobs.compare.CompareJob;
import org.voxmatrix.jobs.compare.CompareSettings;
import org.voxmatrix.jobs.status.RunDocument;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.ledger.State;

class RunFailureTest {

  private static final String REASON = "the terminal is gone";

  @TempDir Path folder;

  @Test
  void aRunThatFailsSaysWhyAndCanBeGoneOnWith() {
    String set = RawSets.write(folder, "set", RawSets.random(3, 4, 1));
    String id = "33333333-3333-3333-3333-333333333333";
    assertThatThrownBy(
            () ->
                new CompareJob(
                        SparkFixture.context()
                            .withRunId(id)
                            .withProgress(new BrokenProgress(REASON)),
                        job(set))
                    .execute())
        .hasMessage(REASON);
    Ledger ledger = new Ledger(SparkFixture.warehouse());
    assertThat(ledger.run(id).orElseThrow().state()).isEqualTo(State.FAILED);
    assertThat(new RunDocument(SparkFixture.warehouse()).of(id).get("error").toString())
        .contains("\"exception\":\"java.lang.IllegalStateException\"")
        .doesNotContain(REASON);

    assertThat(new CompareJob(SparkFixture.context().withRunId(id), job(set)).execute().state())
        .isEqualTo(State.DONE);
    assertThat(ledger.run(id).orElseThrow().error()).isNull();
  }

  /** A finished run is never looked at again. */
  @Test
  void aRunThatLacksTasksOfAWaveIsNotDone() {
    String id = UUID.randomUUID().toString();
    RunPlan plan = new RunPlan("extract", id, "{}", null, null, null);
    JobRun.Work nothing =
        run -> {
          run.plan(List.of(new PlanItem(1, 0, "t", "i", null, -1, "", 0, false, null)), 2, 0);
          return State.DONE;
        };
    assertThatThrownBy(
            () ->
                new JobRun(SparkFixture.context().withRunId(id))
                    .execute(plan, nothing, Function.identity()))
        .hasMessage("Run " + id + " has no tasks for its waves [0, 1]: run it again");
    assertThat(new Ledger(SparkFixture.warehouse()).run(id).orElseThrow().state())
        .isEqualTo(State.FAILED);
  }

  private static CompareSettings job(String set) {
    return CompareSettings.of(set, set).withRawModel("random");
  }
}
