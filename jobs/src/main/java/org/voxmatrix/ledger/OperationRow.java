package org.voxmatrix.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.voxmatrix.tables.Fields;
import org.voxmatrix.tables.VoxTable;

/**
 * One finished operation.
 *
 * @param operationId id of its task
 * @param kind enrollment, identification or verification
 * @param message why it failed, or null
 * @param processingResult JSON, or null where it failed
 */
public record OperationRow(
    String runId,
    int wave,
    String operationId,
    String kind,
    OperationStatus status,
    Instant createdAt,
    Instant lastActionAt,
    String message,
    String processingResult) {

  public Record toRecord() {
    Record row = GenericRecord.create(VoxTable.OPERATIONS.schema());
    row.setField("run_id", runId);
    row.setField("wave", wave);
    row.setField("operation_id", operationId);
    row.setField("kind", kind);
    row.setField("status", status.word());
    row.setField("created_at", createdAt.atOffset(ZoneOffset.UTC));
    row.setField("last_action_at", lastActionAt.atOffset(ZoneOffset.UTC));
    row.setField("message", message);
    row.setField("processing_result", processingResult);
    return row;
  }

  public static OperationRow of(Record row) {
    Fields fields = new Fields(row);
    return new OperationRow(
        fields.string("run_id"),
        fields.integer("wave"),
        fields.string("operation_id"),
        fields.string("kind"),
        OperationStatus.of(fields.string("status")),
        fields.instant("created_at"),
        fields.instant("last_action_at"),
        fields.string("message"),
        fields.string("processing_result"));
  }
}
