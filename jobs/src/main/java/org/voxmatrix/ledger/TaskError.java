package org.voxmatrix.ledger;

/** Type and message of a task's error; both null for a task that is done. */
public record TaskError(String type, String message) {

  public static TaskError of(State state) {
    return switch (state) {
      case REJECTED -> new TaskError("task.validation-error", "Task validation error.");
      case FAILED -> new TaskError("internal", "Service error.");
      default -> new TaskError(null, null);
    };
  }
}
