package org.voxmatrix.ledger;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;

/**
 * One finished item of work.
 *
 * @param job job that did it, for example {@code extract}
 * @param itemId recording id, or what else the item is
 * @param optionsKey hash of model and options; an item done under the same key is not done again
 * @param errorType {@code task.validation-error} or {@code internal}, or null
 * @param fault type of the first detail, see {@link org.voxmatrix.error.Fault}, or null
 * @param detail the error's details, or notes on a done task, as a JSON array
 * @param audioLength seconds of audio, or null
 * @param secondsSpent working time of the task thread, or null
 */
@RecordBuilder
public record TaskRow(
    String runId,
    int wave,
    long position,
    String taskId,
    String job,
    String itemId,
    String uri,
    Long size,
    String optionsKey,
    State state,
    String errorType,
    String errorMessage,
    String fault,
    String detail,
    Double audioLength,
    Double secondsSpent,
    CallerIds caller,
    Instant finishedAt)
    implements TaskRowBuilder.With {

  private static final String PART = ".part";

  /** This row as the mark of a part that is done; such are no tasks to readers. */
  public TaskRow asPart() {
    return withJob(job + PART);
  }

  boolean isPart() {
    return job.endsWith(PART);
  }
}
