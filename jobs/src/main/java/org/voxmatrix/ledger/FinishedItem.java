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
    return of(
        item,
        State.REJECTED,
        detail(refusal.fault().type(), refusal.getMessage(), null),
        null,
        finished);
  }

  /**
   * With one fault at most.
   *
   * @param fault null for none
   */
  public static FinishedItem of(
      PlanItem item, State state, ErrorDetail fault, Double audioLength, Instant finished) {
    List<ErrorDetail> details = fault == null ? List.of() : List.of(fault);
    String type = fault == null ? null : fault.type();
    return new FinishedItem(item, state, type, Json.write(details), audioLength, null, finished);
  }

  /**
   * The task of an item that is no recording.
   *
   * @param fault null for none
   */
  public static TaskRow ofWork(Run run, PlanItem item, State state, String fault) {
    return new FinishedItem(item, state, fault, "[]", null, null, Instant.now())
        .task(run, null)
        .withSize(null);
  }

  /**
   * A fault, at the manifest's column that has it.
   *
   * @param type null for no fault
   * @param exception the classes of what failed, or null
   */
  public static ErrorDetail detail(String type, String message, String exception) {
    return type == null
        ? null
        : new ErrorDetail(
            List.of(Fault.columnOf(type)),
            message,
            type,
            exception == null ? Map.of() : Map.of("exception", exception));
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
