package org.voxmatrix.jobs.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.voxmatrix.identity.Json;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.NotFound;
import org.voxmatrix.ledger.RunRow;
import org.voxmatrix.ledger.RunSummary;
import org.voxmatrix.ledger.State;
import org.voxmatrix.tables.Warehouse;

/** A run as JSON: its state, what is done and left, and the frozen plan. */
public final class RunDocument {

  private final Ledger ledger;

  public RunDocument(Warehouse warehouse) {
    this.ledger = new Ledger(warehouse);
  }

  /**
   * The document of a run.
   *
   * @throws org.voxmatrix.error.RequestException {@code resource.not-found} for an unknown run
   */
  public ObjectNode of(String runId) {
    return of(ledger.run(runId).orElseThrow(() -> NotFound.run(runId)));
  }

  /**
   * The document of a run with some of its tasks, of which each has an id from the start: {@code
   * tasks_page}, and {@code next_offset} if there are more.
   *
   * @param offset position of the first of them, from 0
   * @param limit how many at most
   */
  public ObjectNode of(RunRow run, long offset, long limit) {
    ObjectNode document = of(run);
    document.set("tasks_page", tasks(run, offset, limit));
    if (offset + limit < run.items()) {
      document.put("next_offset", offset + limit);
    }
    return document;
  }

  /** Some of a run's tasks, finished or not, as {@link #of(RunRow, long, long)} has them. */
  public ArrayNode tasks(RunRow run, long offset, long limit) {
    ArrayNode page = Json.mapper().createArrayNode();
    for (Ledger.TaskState task : ledger.taskStates(run, offset, limit)) {
      page.addObject()
          .put("task_id", task.taskId())
          .put("item_id", task.itemId())
          .put("state", task.state().word())
          .put("fault", task.fault());
    }
    return page;
  }

  /** The document of a run that was read already. */
  public ObjectNode of(RunRow run) {
    RunSummary summary = ledger.summary(run.runId(), run.job());
    ObjectNode document = Json.mapper().createObjectNode();
    document.put("run_id", run.runId());
    document.put("job", run.job());
    document.put("state", run.state().word());
    document.put("waves", run.waves());
    document.put("waves_done", ledger.wavesDone(run.runId()).size());
    document.put("items", run.items());
    document.put("skipped", run.skipped());
    ObjectNode states = document.putObject("tasks");
    long finished = 0;
    for (State state : new State[] {State.DONE, State.REJECTED, State.FAILED}) {
      states.put(state.word(), summary.count(state));
      finished += summary.count(state);
    }
    states.put("unfinished", run.items() - finished);
    ObjectNode faults = document.putObject("faults");
    summary.faults().forEach(faults::put);
    document.put(
        "audio_hours",
        Double.parseDouble(String.format(Locale.ROOT, "%.4f", summary.audioSeconds() / 3600)));
    document.put("model", run.model());
    document.put("model_fingerprint", run.modelFingerprint());
    document.put("correlation_id", run.caller().correlationId());
    document.put("request_id", run.caller().requestId());
    document.put("owner", run.owner());
    document.put("created_at", run.createdAt().toString());
    document.put("updated_at", run.updatedAt().toString());
    document.set("plan", Json.read(run.plan()));
    if (run.error() != null) {
      document.set("error", Json.read(run.error()));
    }
    return document;
  }
}
