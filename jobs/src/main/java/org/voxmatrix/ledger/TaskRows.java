package org.voxmatrix.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.identity.Json;

/** Makes the rows of finished tasks. */
public final class TaskRows {

  private TaskRows() {}

  /** Of an item that was not to be worked on at all. */
  public static TaskRow refused(
      Run run, String job, PlanItem item, RejectedException refusal, Instant finished) {
    return of(
        run,
        job,
        item,
        refusal.fault().type(),
        refusal.getMessage(),
        State.REJECTED,
        null,
        finished);
  }

  public static TaskRow of(
      Run run,
      String job,
      PlanItem item,
      String fault,
      String message,
      State state,
      Double audioLength,
      Instant finished) {
    TaskError error = TaskError.of(state);
    String detail =
        fault == null
            ? "[]"
            : Json.write(
                List.of(new ErrorDetail(List.of(location(fault)), message, fault, Map.of())));
    return new TaskRow(
        run.id(),
        item.wave(),
        item.position(),
        item.taskId(),
        job,
        item.itemId(),
        item.uri(),
        item.size(),
        null,
        state,
        error.type(),
        error.message(),
        fault,
        detail,
        audioLength,
        null,
        run.trace(),
        finished);
  }

  private static String location(String fault) {
    if (fault.startsWith("profile.")) {
      return "profile_id";
    }
    return fault.endsWith("passphrase") ? "pass_phrase" : "uri";
  }
}
