package org.voxmatrix.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.identity.Json;

/**
 * What became of an item of a plan; its rows follow from that.
 *
 * @param fault type of the first detail, or null
 * @param detail the error's details, or notes on a done item, as a JSON array
 * @param audioLength seconds of audio, or null
 * @param secondsSpent working time of the task thread, or null
 */
public record FinishedItem(
    PlanItem item,
    State state,
    String fault,
    String detail,
    Double audioLength,
    Double secondsSpent,
    Instant finishedAt) {

  /** Of an item that was not to be worked on at all. */
  public static FinishedItem refused(PlanItem item, RejectedException refusal, Instant finished) {
    return of(item, State.REJECTED, refusal.fault().type(), refusal.getMessage(), null, finished);
  }

  /**
   * With one fault at most.
   *
   * @param fault type of the fault, or null for none
   */
  public static FinishedItem of(
      PlanItem item,
      State state,
      String fault,
      String message,
      Double audioLength,
      Instant finished) {
    List<ErrorDetail> details =
        fault == null
            ? List.of()
            : List.of(new ErrorDetail(List.of(Fault.columnOf(fault)), message, fault, Map.of()));
    return new FinishedItem(item, state, fault, Json.write(details), audioLength, null, finished);
  }

  /**
   * Its task.
   *
   * @param optionsKey see {@link TaskRow}; or null
   */
  public TaskRow task(Run run, String optionsKey) {
    TaskError error = TaskError.of(state);
    return new TaskRow(
        run.id(),
        item.wave(),
        item.position(),
        item.taskId(),
        run.row().job(),
        item.itemId(),
        item.uri(),
        item.size(),
        optionsKey,
        state,
        error.type(),
        error.message(),
        fault,
        detail,
        audioLength,
        secondsSpent,
        run.caller(),
        finishedAt);
  }

  /** Its operation, of a job that has them. */
  public OperationRow operation(Run run) {
    boolean done = state == State.DONE;
    return OperationRow.of(
        run.row(),
        item,
        done ? OperationStatus.SUCCEEDED : OperationStatus.FAILED,
        finishedAt,
        done ? null : Json.read(detail).path(0).path("message").asText());
  }
}
