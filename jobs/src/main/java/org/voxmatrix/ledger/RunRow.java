package org.voxmatrix.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.voxmatrix.tables.Fields;
import org.voxmatrix.tables.VoxTable;

/**
 * One run of a job.
 *
 * @param planKey hash of everything that decides the result: input, order, model, settings
 * @param plan the frozen settings, as JSON
 * @param waves number of waves
 * @param items number of items to do
 * @param skipped items left out because an earlier run did them
 * @param model name of the model, or null
 * @param owner process that started or last resumed the run
 * @param error request error as JSON, or null
 */
public record RunRow(
    String runId,
    String job,
    State state,
    String planKey,
    String plan,
    int waves,
    long items,
    long skipped,
    String model,
    String modelFingerprint,
    CallerIds trace,
    String owner,
    Instant createdAt,
    Instant updatedAt,
    String error) {

  /** The run in another state, as of now. */
  public RunRow to(State next, String nextError) {
    return new RunRow(
        runId,
        job,
        next,
        planKey,
        plan,
        waves,
        items,
        skipped,
        model,
        modelFingerprint,
        trace,
        owner,
        createdAt,
        Instant.now(),
        nextError);
  }

  public Record toRecord() {
    Record row = GenericRecord.create(VoxTable.RUNS.schema());
    row.setField("run_id", runId);
    row.setField("job", job);
    row.setField("state", state.word());
    row.setField("plan_key", planKey);
    row.setField("plan", plan);
    row.setField("waves", waves);
    row.setField("items", items);
    row.setField("skipped", skipped);
    row.setField("model", model);
    row.setField("model_fingerprint", modelFingerprint);
    row.setField("correlation_id", trace.correlationId());
    row.setField("request_id", trace.requestId());
    row.setField("owner", owner);
    row.setField("created_at", createdAt.atOffset(ZoneOffset.UTC));
    row.setField("updated_at", updatedAt.atOffset(ZoneOffset.UTC));
    row.setField("error", error);
    return row;
  }

  public static RunRow of(Record row) {
    Fields fields = new Fields(row);
    return new RunRow(
        fields.string("run_id"),
        fields.string("job"),
        State.of(fields.string("state")),
        fields.string("plan_key"),
        fields.string("plan"),
        fields.integer("waves"),
        fields.longInteger("items"),
        fields.longInteger("skipped"),
        fields.string("model"),
        fields.string("model_fingerprint"),
        new CallerIds(fields.string("correlation_id"), fields.string("request_id")),
        fields.string("owner"),
        fields.instant("created_at"),
        fields.instant("updated_at"),
        fields.string("error"));
  }
}
