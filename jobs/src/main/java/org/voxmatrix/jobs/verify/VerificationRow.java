package org.voxmatrix.jobs.verify;

import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.voxmatrix.tables.VoxTable;

/**
 * Whether a recording is of the profile that it claims to be.
 *
 * @param operationId id of its task
 * @param accepted whether it is
 * @param score cosine with the profile's voiceprint
 * @param passPhrase the known phrase that is said, or null
 */
public record VerificationRow(
    String runId,
    int wave,
    String operationId,
    String recordingId,
    String profileId,
    boolean accepted,
    double score,
    String passPhrase) {

  /** The service's word for the result. */
  public String result() {
    return accepted ? "accept" : "reject";
  }

  public Record toRecord() {
    Record row = GenericRecord.create(VoxTable.VERIFICATIONS.schema());
    row.setField("run_id", runId);
    row.setField("wave", wave);
    row.setField("operation_id", operationId);
    row.setField("recording_id", recordingId);
    row.setField("profile_id", profileId);
    row.setField("recognition_result", result());
    row.setField("score", score);
    row.setField("pass_phrase", passPhrase);
    return row;
  }
}
