package org.voxmatrix.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.voxmatrix.tables.Fields;
import org.voxmatrix.tables.VoxTable;

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
    CallerIds trace,
    Instant finishedAt) {

  public Record toRecord() {
    Record row = GenericRecord.create(VoxTable.TASKS.schema());
    row.setField("run_id", runId);
    row.setField("wave", wave);
    row.setField("position", position);
    row.setField("task_id", taskId);
    row.setField("job", job);
    row.setField("item_id", itemId);
    row.setField("uri", uri);
    row.setField("size", size);
    row.setField("options_key", optionsKey);
    row.setField("state", state.word());
    row.setField("error_type", errorType);
    row.setField("error_message", errorMessage);
    row.setField("fault", fault);
    row.setField("detail", detail);
    row.setField("audio_length", audioLength);
    row.setField("seconds_spent", secondsSpent);
    row.setField("correlation_id", trace.correlationId());
    row.setField("request_id", trace.requestId());
    row.setField("finished_at", finishedAt.atOffset(ZoneOffset.UTC));
    return row;
  }

  public static TaskRow of(Record row) {
    Fields fields = new Fields(row);
    return new TaskRow(
        fields.string("run_id"),
        fields.integer("wave"),
        fields.longInteger("position"),
        fields.string("task_id"),
        fields.string("job"),
        fields.string("item_id"),
        fields.string("uri"),
        fields.nullableLong("size"),
        fields.string("options_key"),
        State.of(fields.string("state")),
        fields.string("error_type"),
        fields.string("error_message"),
        fields.string("fault"),
        fields.string("detail"),
        fields.nullableReal("audio_length"),
        fields.nullableReal("seconds_spent"),
        new CallerIds(fields.string("correlation_id"), fields.string("request_id")),
        fields.instant("finished_at"));
  }
}
